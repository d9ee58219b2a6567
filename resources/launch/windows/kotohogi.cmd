@rem The command line of Kotohogi Studio: the same engine, without a window. "kotohogi help" says more.
@setlocal
@set NODE_NO_WARNINGS=1
@"%~dp0Kotohogi Studio.exe" --log-level=3 --cli -- %*
@exit /b %ERRORLEVEL%
