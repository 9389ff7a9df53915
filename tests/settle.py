"""Run by the Python that LibreOffice's package is for: all tracked changes of Word files accepted, or rejected.

``settle.py PIPE COMMAND FILE...``: waits for the LibreOffice that listens at a pipe, has it open each file, do a
command and store the file again, and ends it. A command ``FILE.py:NAME`` is a macro.
"""

import os
import runpy
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def _connected(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(200):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.3)
    raise TimeoutError("LibreOffice does not listen")


def main(pipe, command, *files):
    context = _connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for file in files:
        url = uno.systemPathToFileUrl(file)
        document = desktop.loadComponentFromURL(url, "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
        if ".py:" in command:
            macro, name = command.rsplit(":", 1)
            runpy.run_path(macro)[name](document)
        else:
            helper.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
        document.storeToURL(url, (PropertyValue("FilterName", 0, "MS Word 2007 XML", 0),))
        document.close(True)
    desktop.terminate()
    os._exit(0)  # the bridge to LibreOffice, which is gone, may fault when Python takes it apart


if __name__ == "__main__":
    main(*sys.argv[1:])
