"""An iottly API on this computer, to try the program without an account; the tests use it too."""

from iottly_keycheck.practice.api import PracticeApi
from iottly_keycheck.practice.samples import SampleKey, SampleResponse

__all__ = ["PracticeApi", "SampleKey", "SampleResponse"]
