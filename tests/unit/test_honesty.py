"""Hidden requests for a job or a favor: a table of them, and as many sentences that are none."""

from __future__ import annotations

from importlib.resources import files

import pytest

from infoint_tui.domain.conversation.honesty import hidden_requests
from infoint_tui.domain.conversation.plan import honesty
from infoint_tui.domain.vocabulary import Intent
from infoint_tui.services.bank import load_bank

JOB = (
    "Are you hiring?",
    "Is your team hiring right now?",
    "Do you have any openings?",
    "Do you know of an opening?",
    "I'd love to hear about openings at your company.",
    "If something opens up, let me know!",
    "Please think of me if a position opens up.",
    "Please keep me in mind.",
    "Let me know if you hear of anything.",
    "Is there a vacancy?",
    "Could you look at my résumé?",
    "Here is my CV, in case it helps.",
    "I've attached my resume.",
    "I'm looking for a new job, by the way.",
    "I'm currently looking for work in this field.",
    "I'm job hunting at the moment.",
    "Could you offer me an internship?",
    "Are there any jobs?",
    "I would love to work for your group.",
    "Should I apply?",
    "It would help me get a job there.",
    "I'm not looking for a job, but are you hiring?",
    "Are you looking for people?",
    "I'm looking for my next role.",
    "I'm looking for a data analyst position.",
    "Is there any chance of a job at Lumen?",
    "If you ever need someone like me, I'd love to hear.",
    "Could I intern with you?",
    "I'd love to work for you.",
    "I'd like to join your team.",
    "Would you hire someone like me?",
    "Please consider me for future positions.",
    "Would you take a look at my CV?",
    "I would like to apply for a job at your company.",
)
FAVORS = (
    "Could you refer me?",
    "Would you refer me to HR?",
    "Could you give me a referral?",
    "Could you pass on my resume?",
    "Would you pass my CV along?",
    "Could you forward my application to your boss?",
    "Maybe you could put in a good word for me.",
    "Would you put in a word?",
    "Could you introduce me to your boss?",
    "Can you recommend me to the hiring manager?",
    "Would you write me a letter of recommendation?",
    "Could you be my reference?",
    "Can you get me an interview?",
    "Could you get me in?",
    "I have a small favor to ask.",
    "Could you do me a favor?",
    "Maybe you can pull some strings.",
    "Could you mention me to your manager?",
    "Would you mind forwarding my CV to HR?",
    "Can you get my resume in front of your boss?",
    "Could you connect me with your recruiter?",
    "Could you put me in touch with HR?",
    "I'd appreciate a referral.",
    "Can I use you as a reference?",
    "Could you tell your boss about me?",
    "May I ask a quick favor?",
)
HARMLESS = (
    "What does your job look like?",
    "How did you get the job?",
    "Who opens the lab in the morning?",
    "I resume my studies in May.",
    "I'm not asking for a job.",
    "I'm not looking for a job, only to learn from you.",
    "I am not asking you to refer me.",
    "No need to pass on my resume.",
    "Who else should I talk to? Two names?",
    "Could you introduce me to someone who plans grids?",
    "Is there someone you could refer me to?",
    "Would you recommend me a book?",
    "What would you recommend to a beginner?",
    "How do I apply what I learned in class?",
    "How would I apply this in a hospital?",
    "What made you apply here?",
    "Were you looking for work when you found this?",
    "What was the opening of your talk about?",
    "When does the exhibition have its opening night?",
    "How open is the team to new ideas?",
    "Is your role open to change?",
    "If something comes up, we can move it.",
    "If something opens up in your calendar, I'd be glad to talk.",
    "Please let me know if anything changes.",
    "What job offers did you turn down?",
    "What is the hiring process like from the inside?",
    "How has hiring changed the culture?",
    "May I mention you when I write to Teo?",
    "Have you ever done someone a favor you regretted?",
    "What do you keep in mind when you plan?",
    "Which word would you use for the culture?",
    "How did you get your foot in the door?",
    "What is the best reference book?",
    "Who sends you the application forms?",
    "Does this time work for you?",
    "I'd like to work through your report before we talk.",
    "Which roles did you have before?",
    "How many places did you apply for?",
    "What position does the union take?",
    "I teach math and look for clear words.",
    "What do people talk about when nobody is listening?",
    "Decide whether this job is for me, and one more name.",
    "Find out what the pay is like in the first year.",
    "She passed on the report to her team.",
    "I have accepted a job offer!",
    "Your job offers a lot of freedom.",
    "I was looking for work back then.",
    "I'm looking for people in this role.",
    "It would be a big favor to science.",
    "When can I apply paint?",
    "How does one apply for a license?",
    "Is grid planning the right job for me?",
    "I have an opening on Thursday at 3.",
    "Please pass on my thanks to Ana.",
    "What is work for your team like in winter?",
    "Could I share my notes with you?",
    "I could do you a favor in return.",
    "What do you look for when hiring?",
    "Which skills get people hired?",
    "Would you be open to a short call?",
    "Did you get in by a referral?",
    "What do your parents think of me doing this?",
)


@pytest.mark.parametrize(
    ("request_", "text"), [("job", t) for t in JOB] + [("favor", t) for t in FAVORS]
)
def test_a_hidden_request_is_found(request_: str, text: str) -> None:
    found = hidden_requests(f"Thank you for your time.\n{text}\nMira")
    assert request_ in {each.request for each in found}
    assert all(each.words for each in found)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_sentences_are_left_in_peace(text: str) -> None:
    assert hidden_requests(text) == ()


def test_no_template_hides_a_request_but_the_sentence_that_says_so_openly() -> None:
    folder = files("infoint_tui") / "data" / "messages"
    lines = [
        line
        for file in folder.iterdir()
        for line in file.read_text("utf-8").splitlines()
        if "job_search}" not in line and not line.startswith("#")
    ]
    assert len(lines) > 100
    assert [line for line in lines if hidden_requests(line)] == []


@pytest.mark.parametrize(
    ("intent", "text", "failing"),
    [
        ("informational", "Are you hiring? Could you refer me?", ["job_words", "favor"]),
        ("informational", "What surprised you?", []),
        ("job_search", "Are you hiring?", []),
        ("job_search", "Could you put in a good word?", ["favor"]),
    ],
)
def test_who_is_open_about_a_job_may_ask_about_it_but_for_no_favor(
    intent: Intent, text: str, failing: list[str]
) -> None:
    found = [each for each in honesty(text, intent) if not each.ok]
    assert [each.key for each in found] == failing
    assert all(each.why for each in found)


def test_no_question_of_the_bank_hides_a_request() -> None:
    asked = [each.text for each in load_bank() if not each.job_search_only]
    assert [text for text in asked if hidden_requests(text)] == []
