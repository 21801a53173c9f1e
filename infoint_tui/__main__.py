"""`python -m infoint_tui` is the same as `infoint`."""

from infoint_tui.bootstrap import main

if __name__ == "__main__":
    main()
