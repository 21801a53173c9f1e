"""Use cases: each public function is something a person does."""
