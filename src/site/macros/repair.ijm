// Has a selection of the active image redone, and marks the place in the overlay, so that nobody takes it for data.

if (selectionType() < 0) exit("Select what is to be redone.");
// The soft edge lies within the selection, which therefore has to be wider than what is to go.
run("Enlarge...", "enlarge=8");
run("Img2Img", "strength=1 steps=30 guidance=2 feather=6 prompt=[fluorescence microscopy, nuclei]");
run("Restore Selection");
run("Add Selection...");
run("Select None");
