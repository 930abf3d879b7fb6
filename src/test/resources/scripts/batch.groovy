#@ String infile
#@ String outfile
#@ String model
#@ CommandService command

import ij.IJ

result = command.run("sc.fiji.img2img.command.Img2ImgCommand", true, "input", IJ.openImage(infile),
	"model", model, "strength", 0.6d, "seed", 42L, "prompt", "sharp").get().getOutput("result")
IJ.saveAsTiff(result, outfile)
