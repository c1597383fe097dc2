#!/usr/bin/python3
"""Makes the other formats of accounts.xlsx, and protected copies.

Needs LibreOffice with python3-uno and, since LibreOffice protects no .xlsx from a program, the command
msoffcrypto-tool of the Python package of that name.
"""

import pathlib
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PASSWORD = "Kust & zee 7"
FOLDER = pathlib.Path(__file__).resolve().parent
COPIES = [
    ("accounts.ods", "calc8", None),
    ("accounts.xls", "MS Excel 97", None),
    ("protected.xls", "MS Excel 97", PASSWORD),
    ("protected.ods", "calc8", PASSWORD),
]


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def main():
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}",
             "--accept=pipe,name=pamlint;urp;"])
        try:
            context = uno.getComponentContext()
            resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
            for _ in range(60):
                try:
                    remote = resolver.resolve("uno:pipe,name=pamlint;urp;StarOffice.ComponentContext")
                    break
                except Exception:
                    time.sleep(1)
            desktop = remote.ServiceManager.createInstance("com.sun.star.frame.Desktop")
            source = (FOLDER / "accounts.xlsx").as_uri()
            for name, filter_name, password in COPIES:
                book = desktop.loadComponentFromURL(source, "_blank", 0, properties(Hidden=True))
                values = {"FilterName": filter_name}
                if password:
                    values["Password"] = password
                book.storeToURL((FOLDER / name).as_uri(), properties(**values))
                book.close(True)
            desktop.terminate()
            office.wait(timeout=30)
        finally:
            office.terminate()
    subprocess.run(["msoffcrypto-tool", "-e", "-p", PASSWORD, FOLDER / "accounts.xlsx", FOLDER / "protected.xlsx"], check=True)


main()
