"""The expected failures. A code names the failure; resources/messages.toml holds the one sentence for it.

CoklitError
└── Cancelled        the person pressed Batal; nothing was written
"""


class CoklitError(Exception):
    """An expected failure: `code` is a key of resources/messages.toml, `params` fill its sentence.

    Never put a name, NIK or NKK into `params`: they reach logs.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Cancelled(CoklitError):
    """Raised by a progress callback when the person wants to stop; the caller rolls back."""

    def __init__(self) -> None:
        super().__init__("dibatalkan")
