/** How a sentence reads by itself, as far as its surface shows. */
export interface SentenceShape {
  /** A fact may be taken from it alone: no question, quotation, caption, by-line, note, fragment or subheading. */
  fit: boolean;
  /** It starts from something said before it (他, 此外, They, However): it needs the sentence before it. */
  leaning: boolean;
  /** It speaks as I, we or you, also in what it quotes. */
  personal: boolean;
}

const LEANING_HAN =
  /^(?:他(?!信)|她|它|这|這|该|該|其|此|那(?!不勒斯|曲|英)|上述|前者|后者|後者|对此|對此|为此|為此|因此|因而|所以|但(?!丁)|然而|不过|不過|可是|而[且是后今]?|并且|並且|同时|同時|同样|同樣|与此|與此|另|除此|随后|隨後|随即|隨即|接着|接著|紧接|緊接|于是|於是|之后|之後|不仅如此|不僅如此|即便如此|尽管如此|儘管如此|例如|比如|总之|總之|当[天日晚时]|當[天日晚時]|同[日年月]|次[日年]|第[二三四五]天|翌日|隔[天日]|又(?!一)|后来|後來|不久[后後]?[，,]|[两兩二三]人|双方|雙方|也(?!门|門)|还|還|再次|最后|最後|反之|相比之下|上午|下午|晚上|中午|凌晨|傍晚|早上|清晨|正因|既然如此|如此|由此|从此|從此|有鉴于此)/u;
const LEANING_LATIN =
  /^(?:he|she|they|it|its|his|her|hers|their|this|that|these|those|but|however|and|so|then|also|yet|or|nor|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|instead|besides|likewise|similarly|still|afterwards?|later|both|neither|such|otherwise|in addition|as a result|in contrast|by contrast|on the other hand|for example|for instance|at the time|since then|the (?:next|following|same) (?:day|morning|night|week|month|year)|\p{L}+ (?:hours|days|weeks|months|years) later|the (?:former|latter|pair|two|duo|trio))(?![\p{L}’'-])/iu;
// After an adverbial, a pronoun is the subject all the same: 于2008年，她…; In 2007, he ….
const LEANING_LATER =
  /^(?:(?:在|于|於|当|當|从|從|自|随|隨|对|對|经|經|为|為|\d)[^，,。]{0,30}[，,](?:他(?!信)|她|它|这|這|该|該)|(?:in|on|at|after|before|during|when|while|since|by|for|from|with|as|despite|although) [^,.]{0,60}, (?:he|she|they|it|his|her|their)(?!\p{L}))/iu;
const PERSONAL =
  /(?<![\p{L}\p{N}])(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Oo]ur|[Yy]our?)(?![\p{L}\p{N}])|(?<!自)我(?![国國省市区區县縣州校院军軍党黨])|咱|你们|您/u;

const NOTE =
  /^[【[(（]?(?:※|注[:：]|编者按|編者按|编者注|编者的话|原标题|原標題|责任编辑|責任編輯|责编|編輯|编辑|校对|審核|审核|监制|监审|免责声明|版权声明|版權|声明[:：]|本文(?:来源|转载|转自|作者|仅|系)|文章来源|来源[:：]|來源[:：]|转自|更多(?:精彩|内容|资讯)|点击|扫码|扫描|关注|长按|延伸阅读|相关阅读|editor['’]s note|correction[:s]|this (?:article|story) (?:was|has been|originally)|read more|see also|click here|follow us|sign up|subscribe|share this|copyright|©|additional reporting|reporting by|writing by|editing by)/iu;
const CAPTION =
  /^(?:[▲△▼◀▶↑↓]|图[为:：片源/丨|]|圖[為:：片源/丨|]|图[一二三四五六七八九十\d]|(?:资料|效果|示意|配|插)图|(?:image|photo|picture|video|caption|graphic|file photo|pictured|photograph|above|below|left|right|getty images)(?: caption| by| credit| courtesy)?\s*[:(])|(?:摄|攝|供图|供圖|制图|截图)[)）】\]。]*$|\((?:file )?(?:photo|image|picture|photograph)s?\b[^()]{0,60}\)[.]?$|\((?:(?:far |top |bottom |second )?(?:left|right)|centre|center|above|below|(?:also )?pictured[^()]{0,30})\)|\bpictured (?:above|below|left|right|here|together)\b|\bposes? (?:for|with|in|next|alongside)\b.{0,80}$/iu;
const BYLINE =
  /^(?:(?:本报|本台|本网|新华社|见习|特约)?(?:记者|記者|通讯员|通訊員|作者|撰文|撰稿|文|图文|编译|翻译|策划)\s*[:：/丨|]|[(（]?(?:本报|本台|本网)?(?:全媒体)?(?:记者|記者|通讯员|通訊員)[\s　])/iu;
const BYLINE_LATIN =
  /^(?:By|BY|Words by|Text by|Story by) \p{Lu}[\p{L}.'’-]+(?: (?:and |for |in )?\p{Lu}[\p{L}.'’-]+){0,6}[.,]?$/u;
const RIGHTS = /版权所有|未经授权|未经许可|不得转载|禁止转载|all rights reserved/iu;
// What is left of a quotation when the splitter has cut the quotation off.
const ATTRIBUTION =
  /(?:说|說|表示|介绍|介紹|称|稱|指出|写道|寫道|坦言|感叹|感嘆|回忆|回憶|告诉记者|强调|強調)道?[。.]$/u;
const MID_SENTENCE = /^(?:[)）\]】」』”,，、;；:：.。!！?？]|\p{Ll}+(?![\p{Ll}]*\p{Lu}))/u;
const CLOSERS = `["'”’」』）)】\\]》〉*\\s]*$`;
const TERMINAL = new RegExp(`[。．.!！?？…]${CLOSERS}`, 'u');
const QUESTION = new RegExp(`[?？]${CLOSERS}`, 'u');
const CUT = new RegExp(`(?:…|\\.\\.\\.)${CLOSERS}`, 'u');
const HAN_ALL = /\p{Script=Han}/gu;
const LATIN_WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;

// The share of a quotation from which a sentence is no more than that: one that starts with it, and one that names the speaker first.
const QUOTED_FIRST = 0.5;
const QUOTED_AFTER = 0.85;
// Shorter than this in words, a sentence is an interjection or a label.
const SHORTEST = 4;
// Lines without marks are short.
const SHORTEST_UNMARKED = 2;
const LONGEST_BYLINE = 60;
const LONGEST_ATTRIBUTION = 15;

/** Two Han characters and a half count as one word, so that one set of lengths serves both scripts. */
const HAN_PER_WORD = 2.6;

/** The length of a text in words. */
export function countWords(text: string): number {
  const han = text.match(HAN_ALL)?.length ?? 0;
  const other = text.replace(HAN_ALL, ' ').match(LATIN_WORDS)?.length ?? 0;
  return other + han / HAN_PER_WORD;
}

/** Whether the text ends as a sentence does. */
export function isEnded(text: string): boolean {
  return TERMINAL.test(text);
}

// Half-width and full-width forms are mixed freely.
const PAIRS = [/“|(”)/gu, /「|(」)/gu, /『|(』)/gu, /《|(》)/gu, /[（(]|([）)])/gu, /[【[]|([】\]])/gu];

/** Whether it opens a quotation or bracket that it does not close, or the other way round: a part cut out of something. */
function isUnbalanced(text: string): boolean {
  if ((text.split('"').length - 1) % 2 === 1) return true;
  return PAIRS.some((pair) => {
    let open = 0;
    for (const match of text.matchAll(pair)) open += match[1] === undefined ? 1 : -1;
    return open !== 0;
  });
}

/**
 * Judges one sentence. `quoted` is the share of it inside quotation marks, see quoted-shares.ts; `unmarked` says that the text it is
 * from does without marks at the end of its sentences.
 * Costs O(length); give it at most some thousand characters.
 */
export function judgeSentence(text: string, quoted: number, unmarked: boolean): SentenceShape {
  const bare = text.replace(/^[\s"'“”‘’「『（(【[*#·•—–-]+/u, '');
  const words = countWords(text);
  const short = text.length <= LONGEST_BYLINE;
  const fit =
    quoted < (/^["'“‘「『]/u.test(text) ? QUOTED_FIRST : QUOTED_AFTER) &&
    (unmarked || isEnded(text)) &&
    !QUESTION.test(text) &&
    !CUT.test(text) &&
    !MID_SENTENCE.test(text) &&
    !isUnbalanced(text) &&
    !RIGHTS.test(text) &&
    !(words <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(text)) &&
    !NOTE.test(bare) &&
    !CAPTION.test(bare) &&
    !(short && (BYLINE.test(bare) || BYLINE_LATIN.test(bare))) &&
    words >= (unmarked ? SHORTEST_UNMARKED : SHORTEST);
  return {
    fit,
    leaning: LEANING_HAN.test(bare) || LEANING_LATIN.test(bare) || LEANING_LATER.test(bare),
    personal: PERSONAL.test(text),
  };
}
