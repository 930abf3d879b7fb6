@echo off
rem Starts Img2Img with the Java that is there. Further options for Java: JAVA_OPTS.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "version="
for /f "tokens=3" %%v in ('""%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "version=%%v"
if not defined version (
	echo img2img needs Java 11 or newer, but "%java%" does not run here; install it, or set JAVA_HOME to where it is. 1>&2
	exit /b 1
)
if "%version:~0,2%"=="1." goto old
if "%version%"=="9" goto old
if "%version%"=="10" goto old
for %%j in ("%~dp0..\lib\Img2Img_-*.jar") do set "jar=%%~fj"
"%java%" %JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
:old
echo img2img needs Java 11 or newer, but "%java%" is Java %version%; install a newer one, or set JAVA_HOME to where it is. 1>&2
exit /b 1
