"""A block that is a list, each entry of one type: `class Terms(Listed[Term])`."""

from typing import Any, ClassVar, Generic, Self, TypeVar, get_args

from handout.content.blocks.block import schema_for
from handout.problems import Problems
from handout.reading.key_types import spaced
from handout.reading.models import read_as
from handout.reading.nodes import YamlNode
from handout.record import Record, Value
from handout.source import Span

T = TypeVar("T")


class Listed(Value, Generic[T]):
    """Entries in order, from `LEAST` to `MOST` of them. `record` is the entries' own type where that is a record."""

    holds_words: ClassVar[bool] = True
    record: ClassVar[type[Record] | None] = None
    ENTRY: ClassVar[Any] = None
    LEAST: ClassVar[int] = 1
    MOST: ClassVar[int | None] = None

    items: tuple[T, ...]
    span: Span

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        (entry,) = get_args(vars(cls)["__orig_bases__"][0])
        cls.ENTRY = entry
        if isinstance(entry, type) and issubclass(entry, Record):
            cls.record = entry

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> Self | None:
        what = spaced(cls.__name__).replace(" ", "_")
        items = read_as(cls._hint(), node, problems, what, least=cls.LEAST, most=cls.MOST)
        return None if items is None else cls(items=items, span=node.span)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return schema_for(cls._hint(), least=cls.LEAST, most=cls.MOST) | {"title": spaced(cls.__name__)}

    @classmethod
    def _hint(cls) -> Any:
        return tuple[cls.ENTRY, ...]  # type: ignore[name-defined]
