// Has a selection of the active image redone, and puts the place into the overlay, so that nobody takes it for data.
// Needs an image with a selection.

if (selectionType() < 0) exit("Select what is to be redone.");
run("Img2Img", "strength=0.8 guidance=2 seed=3 feather=6 prompt=[fluorescence microscopy, nuclei]");
run("Restore Selection");
run("Add Selection...");
run("Select None");
