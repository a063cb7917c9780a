"""The small words that nearly every sentence of a language holds: they tell in which language a text is."""

_WORDS = {
    "en": "the and of to in is you your for with on or if it that are this not at be as by from have can will when do",
    "es": "el la los las de y en que un una su con por para si se lo del al es son está como cuando más le o sus esta",
    "fr": "le la les de des et en que un une vous votre vos avec pour si du au aux est sont dans sur ou ne pas cette",
    "ht": "ou ak nan pou yon li la yo ki pa si sou se pran fè lè gen nou kò tout men sa kòman oswa chak w an pi",
    "de": "der die das und in zu den von mit ist sie ihr ihre für auf oder wenn es nicht ein eine dem des bei im sich",
    "pt": "o a os as de e em que um uma seu sua com por para se do da no na ao é são como quando mais ou não",
    "it": "il lo la i gli le di e in che un una suo sua con per se del della al è sono come quando più o non",
    "vi": "và của bạn là có không được cho với để khi nếu hoặc trong các những một này đó từ đến sẽ hãy bị về",
}  # fmt: skip


def function_words(language: str) -> frozenset[str]:
    """The small words of a language (BCP 47); none for one that is not known here."""
    return frozenset(_WORDS.get(language.partition("-")[0].casefold(), "").split())
