#@ String (label = "N5 or OME-Zarr container", value = "/data/image.zarr") container
#@ String (label = "Data set", value = "0") dataset
#@ Double (label = "Black", value = 0) black
#@ Double (label = "White", value = 4095) white
#@ Double (label = "Strength", value = 0.3) strength

// Shows what Img2Img makes of an image that is larger than memory: cells are run when they are looked at.

import bdv.util.BdvFunctions
import bdv.util.BdvOptions
import org.janelia.saalfeldlab.n5.imglib2.N5Utils
import org.janelia.saalfeldlab.n5.universe.N5Factory
import sc.fiji.img2img.Img2Img
import sc.fiji.img2img.Img2ImgSettings
import sc.fiji.img2img.image.ImageLayout
import sc.fiji.img2img.image.ValueRange
import sc.fiji.img2img.model.EmbeddedModel

image = N5Utils.open(new N5Factory().openReader(container), dataset)
settings = Img2ImgSettings.defaults().with(Img2ImgSettings.STRENGTH, strength).with(Img2ImgSettings.SEED, 42L)
layout = ImageLayout.of(0, 1).withRange(ValueRange.of(black, white))

// The model stays open as long as the viewer shows the image.
img2img = Img2Img.open(EmbeddedModel.directory())
lazy = img2img.lazy(image, layout, settings)

flat = image.numDimensions() == 2 ? BdvOptions.options().is2D() : BdvOptions.options()
viewer = BdvFunctions.show(image, "original", flat)
viewer.setDisplayRange(black, white)
BdvFunctions.show(lazy, "img2img", BdvOptions.options().addTo(viewer)).setDisplayRange(black, white)
