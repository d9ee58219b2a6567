@rem The command line of Kotohogi Studio: the same engine, without a window. "kotohogi help" says more.
@"%~dp0Kotohogi Studio.exe" --cli -- %*
@exit /b %ERRORLEVEL%
