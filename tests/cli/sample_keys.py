"""The practice API's keys, by what they show."""

from iottly_keycheck.practice import PracticeApi


def key_of(description: str) -> str:
    """Give the sample key of that description."""
    samples = PracticeApi.sample_keys
    return next(sample.secret.reveal() for sample in samples if sample.description == description)
