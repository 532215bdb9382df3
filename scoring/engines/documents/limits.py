"""What a résumé file may cost. A real résumé stays far below; a bomb is refused before it is unpacked."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Counts, bytes and seconds for one file. The tests of tests/resumes break each of them."""

    max_bytes: int = 64 << 20
    max_pages: int = 60  # academic CVs with publication lists reach forty
    max_pixels: int = 52_000_000  # a 50 MP phone photo fits; 20000 × 20000 doesn't
    max_text_chars: int = 1_000_000  # what one document may hand over
    max_lines: int = 20_000
    max_entries: int = 2_000  # of a zip: an HR's month of résumés
    max_unpacked_bytes: int = 512 << 20  # of a zip of résumés, all members together
    max_part_bytes: int = 48 << 20  # of one part of a .docx
    max_ratio: int = 100  # unpacked to packed; XML text reaches 20
    cpu_s: int = 8  # digital file
    ocr_cpu_s: int = 60  # pages as pictures, all threads together
    wall_s: float = 9.0  # a digital file: hostile ones end below 10 s
    ocr_wall_s: float = 60.0  # max_ocr_pages pages on a busy machine
    max_ocr_pages: int = 6  # scanned résumés of more pages are read so far, and a note says so
    max_memory_bytes: int = 1 << 30  # address space, so resident memory stays below it
    # PP-OCR reserves three times what it touches: its data segments are held to 1 GiB, the address space to 2.
    ocr_address_bytes: int = 2 << 30

    def as_dict(self) -> dict[str, float]:
        """For the child's command line."""
        return asdict(self)
