# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""The token embedding of a CLIP text encoder, cut down to the words that tests use.

A tiny text encoder is almost nothing but its table of 49408 embeddings. The table is replaced by its rows for at most
256 chosen ids and a byte per id that names the row, so that the numbers for these ids stay what they were:
Gather(table, ids) becomes Gather(rows, Cast(Gather(row_of_id, ids))). Ids without a row of their own take row 0.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

MAX_ROWS = 256

# Single characters that prompts and weights are written with; they are ids of their own next to the words.
MARKS = ". , : ; ! ? - ( ) [ ] ' & / + 0 1 2 3 4 5 6 7 8 9".split()

WORDS = """
a an and at by for from in no not of on over the to under with without
actin artifact background bacteria beads blood blue blurry border bright brightfield brain cell cells chromatin
clean clear close color colony confocal contrast crisp crystal culture cyan cytoplasm dark deconvolved deep dense
detailed dim division dna dye edge electron embryo eye fiber field filament fine fixed flat fluorescence
fluorescent focus fog fungus gamma glow grain gray green grid growth heart high histology hot human image intensity
kidney label large leaf lens light line live liver low lung magnification map membrane micrograph microscope
microscopy mitosis mitochondria mouse muscle nerve neuron neurons nice noise noisy nuclei nucleus objective out
pattern phase photo photograph picture plant pollen protein purple quality red resolution root round sample scan
scatter sharp signal skin slice small smooth soft spot stack stain stained stem stripe structure super texture thick
thin time tissue tube virus white wide widefield yeast yellow zebrafish horse astronaut mars cat dog tree sky
""".split()


def used_ids(tokenizer, prompts):
    """The ids of the prompts, the special ids and then as many common words as fit, sorted."""
    ids = {0, tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id}
    for text in prompts:
        ids.update(tokenizer(text, truncation=False).input_ids)
    if len(ids) > MAX_ROWS:
        raise ValueError(f"the prompts alone have {len(ids)} different ids, {MAX_ROWS} have room")
    for text in MARKS + WORDS:
        more = ids.union(tokenizer(text).input_ids)
        if len(more) <= MAX_ROWS:
            ids = more
    return sorted(ids)


def shrink_embedding(model, ids, vocabulary=49408):
    """Cuts the token embedding of an ONNX text encoder down to the given ids, in place."""
    graph = model.graph
    tables = [t for t in graph.initializer if len(t.dims) == 2 and t.dims[0] == vocabulary]
    if len(tables) != 1:
        raise ValueError(f"expected one table of {vocabulary} rows, found {[t.name for t in tables]}")
    table = tables[0]
    nodes = [n for n in graph.node if table.name in n.input]
    if len(nodes) != 1 or nodes[0].op_type != "Gather":
        raise ValueError(f"{table.name} is not read by one Gather")
    gather = nodes[0]
    row_of_id = np.zeros(vocabulary, np.uint8)
    row_of_id[ids] = np.arange(len(ids))
    rows = numpy_helper.to_array(table)[ids]
    index_name = table.name + ".row_of_id"
    table.CopyFrom(numpy_helper.from_array(rows, table.name))
    graph.initializer.append(numpy_helper.from_array(row_of_id, index_name))
    byte, index = index_name + "_u8", index_name + "_i64"
    lookup = helper.make_node("Gather", [index_name, gather.input[1]], [byte], gather.name + "_row", axis=0)
    cast = helper.make_node("Cast", [byte], [index], gather.name + "_cast", to=TensorProto.INT64)
    gather.input[1] = index
    position = list(graph.node).index(gather)
    graph.node.insert(position, cast)
    graph.node.insert(position, lookup)
