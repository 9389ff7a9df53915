"""The Unicode characters that symbol fonts show: Symbol, Zapf Dingbats, Wingdings 1 to 3, Webdings and MT Extra.

Sources: the tables of Adobe's Symbol and Zapf Dingbats that the Unicode Consortium publishes, the Wingdings and
Webdings characters of Unicode 7 (as dingbat-to-unicode lists both), and the table of MT Extra in LibreOffice. If
Unicode has a plain arrow, circle or square beside one of a special weight, the plain one is used, because all fonts
have it.
"""

from functools import cache

UNKNOWN = "\ufffd"
"""The replacement of a character that has no equivalent in Unicode."""

_FIRST = 0x20
_ANYWHERE = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "–"}
_ROWS = {
    "symbol": """
        _ ! ∀ # ∃ % & ∍ ( ) * + , − . /
        0 1 2 3 4 5 6 7 8 9 : ; < = > ?
        ≅ Α Β Χ Δ Ε Φ Γ Η Ι ϑ Κ Λ Μ Ν Ο
        Π Θ Ρ Σ Τ Υ ς Ω Ξ Ψ Ζ [ ∴ ] ⊥ _
        ‾ α β χ δ ε φ γ η ι ϕ κ λ μ ν ο
        π θ ρ σ τ υ ϖ ω ξ ψ ζ { | } ~ �
        � � � � � � � � � � � � � � � �
        � � � � � � � � � � � � � � � �
        € ϒ ′ ≤ ⁄ ∞ ƒ ♣ ♦ ♥ ♠ ↔ ← ↑ → ↓
        ° ± ″ ≥ × ∝ ∂ • ÷ ≠ ≡ ≈ … ⏐ ⎯ ↵
        ℵ ℑ ℜ ℘ ⊗ ⊕ ∅ ∩ ∪ ⊃ ⊇ ⊄ ⊂ ⊆ ∈ ∉
        ∠ ∇ ® © ™ ∏ √ ⋅ ¬ ∧ ∨ ⇔ ⇐ ⇑ ⇒ ⇓
        ◊ 〈 ® © ™ ∑ ⎛ ⎜ ⎝ ⎡ ⎢ ⎣ ⎧ ⎨ ⎩ ⎪
        � 〉 ∫ ⌠ ⎮ ⌡ ⎞ ⎟ ⎠ ⎤ ⎥ ⎦ ⎫ ⎬ ⎭ �
    """,
    "zapfdingbats": """
        _ ✁ ✂ ✃ ✄ ☎ ✆ ✇ ✈ ✉ ☛ ☞ ✌ ✍ ✎ ✏
        ✐ ✑ ✒ ✓ ✔ ✕ ✖ ✗ ✘ ✙ ✚ ✛ ✜ ✝ ✞ ✟
        ✠ ✡ ✢ ✣ ✤ ✥ ✦ ✧ ★ ✩ ✪ ✫ ✬ ✭ ✮ ✯
        ✰ ✱ ✲ ✳ ✴ ✵ ✶ ✷ ✸ ✹ ✺ ✻ ✼ ✽ ✾ ✿
        ❀ ❁ ❂ ❃ ❄ ❅ ❆ ❇ ❈ ❉ ❊ ❋ ● ❍ ■ ❏
        ❐ ❑ ❒ ▲ ▼ ◆ ❖ ◗ ❘ ❙ ❚ ❛ ❜ ❝ ❞ �
        � � � � � � � � � � � � � � � �
        � � � � � � � � � � � � � � � �
        � ❡ ❢ ❣ ❤ ❥ ❦ ❧ ♣ ♦ ♥ ♠ ① ② ③ ④
        ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ❶ ❷ ❸ ❹ ❺ ❻ ❼ ❽ ❾ ❿
        ➀ ➁ ➂ ➃ ➄ ➅ ➆ ➇ ➈ ➉ ➊ ➋ ➌ ➍ ➎ ➏
        ➐ ➑ ➒ ➓ ➔ → ↔ ↕ ➘ ➙ ➚ ➛ ➜ ➝ ➞ ➟
        ➠ ➡ ➢ ➣ ➤ ➥ ➦ ➧ ➨ ➩ ➪ ➫ ➬ ➭ ➮ ➯
        � ➱ ➲ ➳ ➴ ➵ ➶ ➷ ➸ ➹ ➺ ➻ ➼ ➽ ➾ �
    """,
    "wingdings": """
        _ 🖉 ✂ ✁ 👓 🕭 🕮 🕯 🕿 ✆ 🖂 🖃 📪 📫 📬 📭
        🗀 🗁 🗎 🗏 🗐 🗄 ⌛ 🖮 🖰 🖲 🖳 🖴 🖫 🖬 ✇ ✍
        🖎 ✌ 🖏 👍 👎 ☜ ☞ ☝ ☟ 🖐 ☺ 😐 ☹ 💣 🕱 🏳
        🏱 ✈ ☼ 🌢 ❄ 🕆 ✞ 🕈 ✠ ✡ ☪ ☯ 🕉 ☸ ♈ ♉
        ♊ ♋ ♌ ♍ ♎ ♏ ♐ ♑ ♒ ♓ 🙰 🙵 ● 🔾 ■ □
        🞐 ❑ ❒ 🞟 ⧫ ◆ ❖ ⬩ ⌧ ⮹ ⌘ 🏵 🏶 🙶 🙷 ▯
        🄋 ➀ ➁ ➂ ➃ ➄ ➅ ➆ ➇ ➈ ➉ 🄌 ➊ ➋ ➌ ➍
        ➎ ➏ ➐ ➑ ➒ ➓ 🙢 🙠 🙡 🙣 🙞 🙜 🙝 🙟 ∙ •
        ⬝ ⭘ 🞆 🞈 🞊 🞋 🔿 ▪ 🞎 🟁 🟅 ★ 🟋 🟏 🟓 🟑
        ⯐ ⌖ ⯎ ⯏ ⯑ ✪ ✰ 🕐 🕑 🕒 🕓 🕔 🕕 🕖 🕗 🕘
        🕙 🕚 🕛 ⮰ ⮱ ⮲ ⮳ ⮴ ⮵ ⮶ ⮷ 🙪 🙫 🙕 🙔 🙗
        🙖 🙐 🙑 🙒 🙓 ⌫ ⌦ ⮘ ⮚ ⮙ ⮛ ⮈ ⮊ ⮉ ⮋ ←
        → ↑ ↓ ↖ ↗ ↙ ↘ 🡸 🡺 🡹 🡻 🡼 🡽 🡿 🡾 ⇦
        ⇨ ⇧ ⇩ ⬄ ⇳ ⬁ ⬀ ⬃ ⬂ 🢬 🢭 🗶 ✓ 🗷 🗹 �
    """,
    "wingdings2": """
        _ 🖊 🖋 🖌 🖍 ✄ ✀ 🕾 🕽 🗅 🗆 🗇 🗈 🗉 🗊 🗋
        🗌 🗍 📋 🗑 🗔 🖵 🖶 🖷 🖸 🖭 🖯 🖱 🖒 🖓 🖘 🖙
        🖚 🖛 👈 👉 🖜 🖝 🖞 🖟 🖠 🖡 👆 👇 🖢 🖣 🖑 🗴
        🗸 🗵 ☑ ⮽ ☒ ⮾ ⮿ 🛇 ⦸ 🙱 🙴 🙲 🙳 ‽ 🙹 🙺
        🙻 🙦 🙤 🙥 🙧 🙚 🙘 🙙 🙛 ⓪ ① ② ③ ④ ⑤ ⑥
        ⑦ ⑧ ⑨ ⑩ ⓿ ❶ ❷ ❸ ❹ ❺ ❻ ❼ ❽ ❾ ❿ �
        ☉ 🌕 ☽ ☾ ⸿ ✝ 🕇 🕜 🕝 🕞 🕟 🕠 🕡 🕢 🕣 🕤
        🕥 🕦 🕧 🙨 🙩 ⋅ 🞄 ⦁ ● ○ 🞅 🞇 🞉 ⊙ ⦿ 🞌
        🞍 ◾ ■ □ 🞑 🞒 🞓 🞔 ▣ 🞕 🞖 🞗 🞘 ⬩ ⬥ ◇
        🞚 ◈ 🞛 🞜 🞝 🞞 ⬪ ⬧ ◊ 🞠 ◖ ◗ ⯊ ⯋ ⯀ ⯁
        ⬟ ⯂ ⬣ ⬢ ⯃ ⯄ 🞡 🞢 🞣 🞤 🞥 🞦 🞧 🞨 🞩 🞪
        🞫 🞬 🞭 🞮 🞯 🞰 🞱 🞲 🞳 🞴 🞵 🞶 🞷 🞸 🞹 🞺
        🞻 🞼 🞽 🞾 🞿 🟀 🟂 🟄 🟆 🟉 🟊 ✶ 🟌 🟎 🟐 🟒
        ✹ 🟃 🟇 ✯ 🟍 🟔 ⯌ ⯍ ※ ⁂ � � � � � �
    """,
    "wingdings3": """
        _ ⭠ ⭢ ⭡ ⭣ ⭦ ⭧ ⭩ ⭨ ⭰ ⭲ ⭱ ⭳ ⭶ ⭸ ⭻
        ⭽ ⭤ ⭥ ⭪ ⭬ ⭫ ⭭ ⭍ ⮠ ⮡ ⮢ ⮣ ⮤ ⮥ ⮦ ⮧
        ⮐ ⮑ ⮒ ⮓ ⮀ ⮃ ⭾ ⭿ ⮄ ⮆ ⮅ ⮇ ⮏ ⮍ ⮎ ⮌
        ⭮ ⭯ ⎋ ⌤ ⌃ ⌥ ␣ ⍽ ⇪ ⮸ 🢠 🢡 🢢 🢣 🢤 🢥
        🢦 🢧 🢨 🢩 🢪 🢫 🡐 🡒 🡑 🡓 🡔 🡕 🡗 🡖 🡘 🡙
        ▲ ▼ △ ▽ ◀ ▶ ◁ ▷ ◣ ◢ ◤ ◥ 🞀 🞂 🞁 �
        🞃 ⯅ ⯆ ⯇ ⯈ ⮜ ⮞ ⮝ ⮟ 🠐 🠒 🠑 🠓 🠔 🠖 🠕
        🠗 🠘 🠚 🠙 🠛 🠜 🠞 🠝 🠟 🠀 🠂 🠁 🠃 🠄 🠆 🠅
        🠇 🠈 🠊 🠉 🠋 🠠 🠢 🠤 🠦 🠨 🠪 🠬 🢜 🢝 🢞 🢟
        🠮 🠰 🠲 🠴 🠶 🠸 🠺 🠹 🠻 🢘 🢚 🢙 🢛 🠼 🠾 🠽
        🠿 🡀 🡂 🡁 🡃 🡄 🡆 🡅 🡇 ⮨ ⮩ ⮪ ⮫ ⮬ ⮭ ⮮
        ⮯ 🡠 🡢 🡡 🡣 🡤 🡥 🡧 🡦 🡰 🡲 🡱 🡳 🡴 🡵 🡷
        🡶 🢀 🢂 🢁 🢃 🢄 🢅 🢇 🢆 🢐 🢒 🢑 🢓 🢔 🢖 🢕
        🢗 � � � � � � � � � � � � � � �
    """,
    "webdings": """
        _ 🕷 🕸 🕲 🕶 🏆 🎖 🖇 🗨 🗩 🗰 🗱 🌶 🎗 🙾 🙼
        🗕 🗖 🗗 ⏴ ⏵ ⏶ ⏷ ⏪ ⏩ ⏮ ⏭ ⏸ ⏹ ⏺ 🗚 🗳
        🛠 🏗 🏘 🏙 🏚 🏜 🏭 🏛 🏠 🏖 🏝 🛣 🔍 🏔 👁 👂
        🏞 🏕 🛤 🏟 🛳 🕬 🕫 🕨 🔈 🎔 🎕 🗬 🙽 🗭 🗪 🗫
        ⮔ ✔ 🚲 ⬜ 🛡 📦 🛱 ⬛ 🚑 🛈 🛩 🛰 🟈 🕴 ⬤ 🛥
        🚔 🗘 🗙 ❓ 🛲 🚇 🚍 ⛳ ⦸ ⊖ 🚭 🗮 ⏐ 🗯 🗲 �
        🚹 🚺 🛉 🛊 🚼 👽 🏋 ⛷ 🏂 🏌 🏊 🏄 🏍 🏎 🚘 🗠
        🛢 💰 🏷 💳 👪 🗡 🗢 🗣 ✯ 🖄 🖅 🖃 🖆 🖹 🖺 🖻
        🕵 🕰 🖽 🖾 📋 🗒 🗓 🕮 📚 🗞 🗟 🗃 🗂 🖼 🎭 🎜
        🎘 🎙 🎧 💿 🎞 📷 🎟 🎬 📽 📹 📾 📻 🎚 🎛 📺 💻
        🖥 🖦 🖧 🕹 🎮 🕻 🕼 📟 🖁 🖀 🖨 🖩 🖿 🖪 🗜 🔒
        🔓 🗝 📥 📤 🕳 🌣 🌤 🌥 🌦 ☁ 🌨 🌧 🌩 🌪 🌬 🌫
        🌜 🌡 🛋 🛏 🍽 🍸 🛎 🛍 Ⓟ ♿ 🛆 🖈 🎓 🗤 🗥 🗦
        🗧 🛪 🐿 🐦 🐟 🐕 🐈 🙬 🙮 🙭 🙯 🗺 🌍 🌏 🌎 🕊
    """,
    "mtextra": """
        _ � � ◌̀ ◌̂ ◌̃ ◌̇ � ⌣ ⌢ � � � � � �
        � � � � � � � � � � ∼ ≃ ⊲ ≪ ⊳ ≫
        ≜ ≙ ≐ ∐ ƛ � � � � ∩ ℧ … ⋯ ⋮ ⋰ ⋱
        ∥ ∵ ∡ ∢ � ∪ △ □ ▭ ▱ ↗ ↙ � ↘ ↖ �
        ‵ ↦ ↕ ⇕ ○ ⊙ ≻ � ℏ � � � ℓ ∓ � ∘
        ≺ � ◌⃗ ◌⃖ ◌⃡ � ◌⃑ ◌⃐ � � � ⏟ � ⏞ � �
        ⇄ � � ⇌ � � ⇀ ↽ ⎯ � � � � � � �
        � � � � � � � � � � � � � � � �
        � ℝ ℤ ℂ ℚ ℕ � 〚 〛 � � � � � � �
        � � � � � � � � � � � � � � � �
        � � � � � � � � � � � � � � � �
        � � � � � � � � � � � � � � � �
        � � � � � � � � Š Ý Þ Ð š ý þ ð
        ﬁ ﬂ ı ¹ ² ³ ½ ¼ ¾ ⁄ ¦ ˝ ˘ ˇ ˚ ˛
    """,
}
"""By font: the characters from 20 to FF, sixteen in a row. An underscore stands for a blank; accents are on circles."""


def _bare(font: str) -> str:
    return font.casefold().replace(" ", "")


def is_symbol_font(font: str) -> bool:
    """Return whether a font shows letters as other characters."""
    return _bare(font) in _ROWS


@cache
def _characters(font: str) -> tuple[str, ...]:
    return (" ", *(cell.removeprefix("◌") for cell in _ROWS[font].split()[1:]))


def shown(font: str, code: int) -> str:
    """Return the character that a font shows for a code; :data:`UNKNOWN` if Unicode lacks it, or the font is unknown.

    :param code: a code from 20 to FF, or from F020 to F0FF in the private use area.
    """
    place = (code & 0xFF) - _FIRST
    name = _bare(font)
    if name not in _ROWS or place < 0 or (code > 0xFF and code >> 8 != 0xF0):
        return UNKNOWN
    return _characters(name)[place]


def shown_anywhere(font: str, code: int) -> str:
    """Return the same for a code from F020 to F0FF; some bullets of lists are the same in all fonts."""
    char = shown(font, code)
    return _ANYWHERE.get(code, char) if char == UNKNOWN and not is_symbol_font(font) else char
