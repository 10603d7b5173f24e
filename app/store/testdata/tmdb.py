# Reads a TMX file into translate-toolkit's tmdb, what its tmserver asks, and looks
# up the texts that come as JSON on standard input. Says as JSON how long it took.
import json
import sys
import time

from translate.storage import factory, tmdb

begun = time.perf_counter()
memory = tmdb.TMDB(sys.argv[2], min_similarity=60)
memory.add_store(factory.getobject(sys.argv[1]), "en", "nl")
read = time.perf_counter() - begun

texts = json.load(sys.stdin)
begun = time.perf_counter()
best = [memory.translate_unit(text, "en", "nl") for text in texts]
asked = time.perf_counter() - begun
json.dump({"read": read, "asked": asked, "best": [b[0]["quality"] if b else 0 for b in best]}, sys.stdout)
