"""Takes TensorFlow's two shared libraries and the headers of its C API out of a wheel, and leaves the rest in it.

usage: unpack-wheel.py FOLDER_OF_THE_WHEEL TARGET   (TARGET gets lib/ and include/, as tfjs-node's own deps folder has them)
"""

import glob
import os
import shutil
import sys
import zipfile

LIBRARIES = ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")
# The C API, and what its headers include.
HEADERS = ("tensorflow/c/", "tensorflow/core/platform/ctstring", "tensorflow/tsl/")

folder, target = sys.argv[1:]
[wheel] = glob.glob(os.path.join(folder, "*.whl"))
wanted = {f"tensorflow/{name}": f"lib/{name}" for name in LIBRARIES}
with zipfile.ZipFile(wheel) as archive:
    names = archive.namelist()
    for name in names:
        inside = name.removeprefix("tensorflow/include/")
        if inside != name and inside.startswith(HEADERS) and inside.endswith(".h"):
            wanted[name] = f"include/{inside}"
    missing = sorted({*wanted, "tensorflow/include/tensorflow/c/eager/c_api.h"} - set(names))
    if missing:
        sys.exit(f"{os.path.basename(wheel)} has no {missing[0]}")
    for name, place in wanted.items():
        path = os.path.join(target, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(name) as source, open(path, "wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)

# The names that the linker is told; the loader goes by the names above, which the libraries call themselves.
os.symlink(LIBRARIES[0], os.path.join(target, "lib", "libtensorflow.so"))
os.symlink(LIBRARIES[1], os.path.join(target, "lib", "libtensorflow_framework.so"))
