#@ String infile
#@ String outfile
#@ String model
#@ CommandService command

from ij import IJ

result = command.run("sc.fiji.img2img.command.Img2ImgCommand", True, ["input", IJ.openImage(infile),
	"model", model, "strength", 0.6, "seed", 42, "prompt", "sharp"]).get().getOutput("result")
IJ.saveAsTiff(result, outfile)
