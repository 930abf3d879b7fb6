#!/usr/bin/env bash
# Runs a batch in one program and then on a cluster of Spark, a master and two workers on the loopback address, and compares
# all files and the log. Needs what "mvn -Pspark package" makes.
#
# usage: check.sh SPARK_HOME SCRATCH
set -euo pipefail
export SPARK_HOME=$1 SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
scratch=$2
cd "$(dirname "$0")/../../.."
mkdir -p "$scratch/images/below"
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

models=src/test/resources/models
cp "$models/sd15/input.png" "$scratch/images/a.png"
cp "$models/sdxl/input.png" "$scratch/images/b.png"
cp "$models/sd15_inpaint/input.png" "$scratch/images/below/a.png"
cp "$models/sd15_inpaint/mask.png" "$scratch/images/below/c.png"
echo "not an image" >"$scratch/images/d.tif"

libraries=$(ls target/Img2Img_-*-SNAPSHOT.jar target/dependency/*.jar | paste -sd,)
settings=(--steps 4 --strength 0.5 --seed 5)

# The address that a log names once the program is ready.
address() {
	tail -n +1 -F "$1" 2>/dev/null | grep -m 1 -o 'spark://127.0.0.1:[0-9]*' || true
}
"$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0 \
	>"$scratch/master.log" 2>&1 &
master=$(address "$scratch/master.log")
for worker in 1 2; do
	"$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker "$master" --host 127.0.0.1 --webui-port 0 --cores 1 \
		--memory 1g --work-dir "$scratch/worker$worker" >"$scratch/worker$worker.log" 2>&1 &
done

# NB: a damaged file makes both end with 1, once all others are done.
code=0
java -cp "$(tr , : <<<"$libraries")" sc.fiji.img2img.cli.Img2ImgApp batch "$scratch/images" --out "$scratch/alone" \
	"${settings[@]}" 2>"$scratch/alone.log" || code=$?
[ $code = 1 ]
code=0
"$SPARK_HOME/bin/spark-submit" --master "$master" --conf spark.cores.max=2 --conf spark.executor.memory=512m \
	--conf spark.driver.userClassPathFirst=true --conf spark.executor.userClassPathFirst=true --jars "$libraries" \
	--class sc.fiji.img2img.cli.SparkBatch target/Img2Img_-*-spark.jar "$scratch/images" --out "$scratch/spark" \
	"${settings[@]}" 2>"$scratch/spark.log" || code=$?
[ $code = 1 ] || { tail -n 20 "$scratch/spark.log"; exit 1; }
grep -q '4 of 5 files are done, 1 failed' "$scratch/spark.log"
# NB: both workers had an executor.
ls "$scratch"/worker1/app-*/*/stderr "$scratch"/worker2/app-*/*/stderr >/dev/null

without_times() {
	sed -E 's/,[0-9.]*$//' "$1" | sort
}
diff <(without_times "$scratch/alone/img2img-log.csv") <(without_times "$scratch/spark/img2img-log.csv")
diff -r --exclude img2img-log.csv "$scratch/alone" "$scratch/spark"
[ "$(find "$scratch/spark" -type f | wc -l)" = 5 ]
echo "Spark: the same files and log as by one program."
