"""Where the links that officers paste lead to."""

import pytest

from sheets_sync.photos import drive_id, is_web

ID = "1AbC_d-EfGhIjKlMnOpQrStUv"


@pytest.mark.parametrize(
    "link",
    [
        f"https://drive.google.com/file/d/{ID}/view?usp=sharing", f"https://drive.google.com/open?id={ID}",
        f"https://drive.google.com/uc?export=view&id={ID}", f"https://drive.google.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/u/0/folders/{ID}?resourcekey=0-x", f"https://docs.google.com/file/d/{ID}/edit",
        f"http://drive.google.com/file/d/{ID}", f"https://DRIVE.google.com/thumbnail?sz=w9&id={ID}",
    ],
)  # fmt: skip
def test_links_of_drive(link: str) -> None:
    assert drive_id(link) == ID
    assert not is_web(link)


@pytest.mark.parametrize(
    ("link", "web"),
    [
        ("https://photos.app.goo.gl/abcdefghijk", True),
        (f"https://evil.example/file/d/{ID}/view", True),
        (f"https://drive.google.com.evil.example/file/d/{ID}", True),
        (f"https://drive.google.com@evil.example/file/d/{ID}", True),  # refused when it is asked: a name before the @
        ("http://example.go.th/a.jpg", False),
        ("file:///etc/passwd", False),
        ("https://drive.google.com/file/d/../../etc/passwd", False),
        ("https://[bad/a.jpg", False),
    ],
)
def test_links_of_elsewhere(link: str, web: bool) -> None:
    assert drive_id(link) == ""
    assert is_web(link) is web
