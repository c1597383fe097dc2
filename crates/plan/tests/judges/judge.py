"""Asks outside tools about the files of a plan: `judge.py bodies|powershell|playbook FILE`.

Prints JSON of what it found in the file; ends with a message where something is wrong.
"""

import json
import sys


def bodies(text):
    """Every body of a call fits the models of the vendor's SDK, field by field."""
    from ark_sdk_python.models.services.pcloud.accounts import ArkPCloudAddAccount, ArkPCloudLinkAccount
    from ark_sdk_python.models.services.pcloud.safes import ArkPCloudAddSafe, ArkPCloudAddSafeMember

    models = {
        "safe": (ArkPCloudAddSafe, {}),
        "member": (ArkPCloudAddSafeMember, {"safeId": "x"}),
        "account": (ArkPCloudAddAccount, {"secret": "x"}),
        "link": (ArkPCloudLinkAccount, {"accountId": "1"}),
    }
    calls = [json.loads(line) for line in text.splitlines()][1:]
    done = set()
    for call in calls:
        model, more = models[call["id"].split(":")[0]]
        names = {(field.alias or name).lower(): field.alias or name for name, field in model.model_fields.items()}
        given = {names.get(key.lower(), key): value for key, value in {**call["body"], **more}.items()}
        read = model.model_validate(given).model_dump(mode="json", by_alias=True, exclude_unset=True)
        for key, value in call["body"].items():
            held = lowered(read).get(key.lower())
            assert same(value, held), f"{call['id']}: {key} is {value!r}, the model has {held!r}"
        missing = [need for need in call["needs"] if need.split(":")[0] not in ("group", "platform") and need not in done]
        assert not missing, f"{call['id']} needs {missing}"
        done.add(call["id"])
    return len(calls)


def lowered(table):
    """The vault takes the names of fields in any case, and its SDK writes managingCpm."""
    return {key.lower(): value for key, value in table.items()}


def same(value, read):
    if isinstance(value, dict) and isinstance(read, dict):
        return all(same(inner, lowered(read).get(key.lower())) for key, inner in value.items())
    return value == read


def powershell(text):
    """The script parses."""
    import tree_sitter
    import tree_sitter_powershell

    language = tree_sitter.Language(tree_sitter_powershell.language())
    tree = tree_sitter.Parser(language).parse(text.lstrip("\ufeff").encode())
    kinds = {}
    steps = []

    def visit(node):
        assert node.type != "ERROR" and not node.is_missing, f"{node.start_point}: {node.text[:80]}"
        kinds[node.type] = kinds.get(node.type, 0) + 1
        if node.type == "verbatim_here_string_characters":
            steps.append(node.text.decode())
        for child in node.children:
            visit(child)

    visit(tree.root_node)
    assert len(steps) == 1, steps
    lines = steps[0].splitlines()[1:-1]
    return {"commands": kinds.get("command", 0), "steps": [json.loads(line) for line in lines if line]}


def playbook(text):
    """The variables of the playbook, as they are read."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def unsafe(loader, node):
        return loader.construct_scalar(node)

    def plain(loader, node):
        value = loader.construct_scalar(node)
        assert "{" not in value or node.start_mark.line < 20 or "{{ " in value, value
        return value

    Loader.add_constructor("!unsafe", unsafe)
    Loader.add_constructor("tag:yaml.org,2002:str", plain)
    (play,) = yaml.load(text, Loader)
    return {"calls": play["vars"]["calls"], "accounts": play["vars"]["accounts"], "tasks": len(play["tasks"])}


def main():
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        found = {"bodies": bodies, "powershell": powershell, "playbook": playbook}[sys.argv[1]](file.read())
    print(json.dumps(found))


main()
