#!/usr/bin/env python3
"""Prints every BGP session of the fleet and each change of it. Needs kafka-python (Debian: python3-kafka)."""
import json, os, time
from kafka import KafkaConsumer

consumer = KafkaConsumer("heliograph.sessions", group_id=None, auto_offset_reset="earliest",
                         bootstrap_servers=os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"))
told, shown = {}, {}
while True:
    for record in (r for records in consumer.poll(timeout_ms=500).values() for r in records):
        told[record.key.decode()] = (record.timestamp / 1000, json.loads(record.value) if record.value else None)
    for key, (at, session) in told.items():
        gone = session is None or session["lifecycle"] == "REMOVED"
        silent = not gone and time.time() - at > 3 * (session.get("heartbeatSeconds") or 30)
        state = "REMOVED" if gone else "UNKNOWN" if silent else session["state"]
        if shown.get(key) != state:
            print(key, state, ((session or {}).get("reason") or {}).get("code", ""), flush=True)
        shown[key] = state
