import fresh
from programs import Program

SAVE = """
blocks.save({path!r})
print(np.asarray(blocks(x)).tolist())
"""
LOAD = """
loaded = keras.saving.load_model({path!r}, custom_objects={{"Block": Block}})
print(np.asarray(loaded(x)).tolist())
"""


def test_a_block_is_saved_and_loaded_in_a_new_process_with_everything_inside_it(tmp_path):
    path = str(tmp_path / "blocks.keras")
    program = Program(fresh.ROOT, "layers/why.py")
    saved = fresh.run((*program.steps, ("save.py", SAVE.format(path=path))))[1]
    other = program.code.replace("set_random_seed(42)", "set_random_seed(7)")
    loaded = fresh.run((("why.py", other), ("load.py", LOAD.format(path=path))))[1]
    assert saved.stdout.startswith("[[") and saved.stdout == loaded.stdout
