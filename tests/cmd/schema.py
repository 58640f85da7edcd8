#!/usr/bin/env python3
"""schema.py SCHEMA JSON: the document is such as the schema says; of JSON Schema as much as ours uses, and nothing
that it does not know passes."""
import json
import re
import sys

KINDS = {'object': dict, 'array': list, 'string': str, 'integer': int, 'boolean': bool, 'null': type(None)}
KNOWN = {'$schema', '$defs', '$ref', 'title', 'description', 'type', 'additionalProperties', 'required', 'properties', 'items',
         'const', 'enum', 'pattern', 'minimum', 'maximum'}


def is_kind(value, kind):
    return isinstance(value, KINDS[kind]) and not (kind == 'integer' and isinstance(value, bool))


class Fault(Exception):
    pass


def check(value, schema, root, where):
    def ensure(holds, what):
        if not holds:
            raise Fault(f'{where}: {what}: {json.dumps(value, ensure_ascii=False)[:80]}')

    ensure(not set(schema) - KNOWN, f'the schema says {sorted(set(schema) - KNOWN)}')
    if '$ref' in schema:
        at = root
        for name in schema['$ref'].removeprefix('#/').split('/'):
            at = at[name]
        check(value, at, root, where)
    kinds = schema.get('type', [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    ensure(not kinds or any(is_kind(value, k) for k in kinds), f'is no {kinds}')
    ensure('const' not in schema or value == schema['const'], f'is not {schema.get("const")}')
    ensure('enum' not in schema or value in schema['enum'], f'is none of {schema.get("enum")}')
    if isinstance(value, str):
        ensure(re.search(schema.get('pattern', ''), value), f'is not like {schema.get("pattern")}')
    if isinstance(value, int):
        ensure(schema.get('minimum', value) <= value <= schema.get('maximum', value), 'is out of range')
    if isinstance(value, list):
        for i, item in enumerate(value):
            check(item, schema.get('items', {}), root, f'{where}[{i}]')
    if isinstance(value, dict):
        missing = set(schema.get('required', [])) - set(value)
        ensure(not missing, f'lacks {sorted(missing)}')
        for name, item in value.items():
            known = schema.get('properties', {}).get(name, schema.get('additionalProperties', {}))
            ensure(known is not False, f'has {name}')
            check(item, known, root, f'{where}.{name}')


with open(sys.argv[1], encoding='utf-8') as f:
    RULES = json.load(f)
with open(sys.argv[2], encoding='utf-8') as f:
    DOCUMENT = json.load(f)
try:
    check(DOCUMENT, RULES, RULES, '$')
except Fault as fault:
    sys.exit(str(fault))
