// The page's own words, in Chinese and English.

const WORDS = {
  brand: ["新闻知识图谱", "News graph"],
  figures: ["{0} 篇文章 · {1} 个实体 · {2} 条关系", "{0} articles · {1} entities · {2} statements"],
  search: ["搜索名称、别名、拼音或首字母", "Search a name, alias or pinyin"],
  map: ["图谱", "Graph"],
  table: ["表格", "Table"],
  path: ["路径", "Path"],
  export: ["导出", "Export"],
  dark: ["深色", "Dark"],
  light: ["浅色", "Light"],
  comma: ["、", ", "],
  group: ["{0} 等", "{0} …"],
  language: ["English", "中文"],
  help: ["帮助", "Help"],
  filters: ["筛选", "Filters"],
  types: ["类型", "Types"],
  predicates: ["关系", "Predicates"],
  modalities: ["语气", "Modality"],
  confidence: ["可信度至少", "Confidence at least"],
  sources: ["来源", "Sources"],
  reset: ["全部恢复", "Reset"],
  all: ["全选", "All"],
  none: ["全不选", "None"],
  colour: ["颜色表示", "Colour by"],
  byType: ["类型", "Type"],
  byCommunity: ["群组", "Community"],
  legendSize: ["圆点越大，在关系网中越重要（PageRank）", "Larger: more important in the network (PageRank)"],
  legendWidth: ["线越粗，说到的次数越多", "Thicker line: said more often"],
  legendDash: ["虚线：尚未发生、传闻或被否认", "Dashed: planned, predicted, reported or denied"],
  legendPlace: ["同一片底色：往来密切的一群", "Shaded area: a closely tied community"],
  level: ["显示实体数", "Entities shown"],
  asserted: ["已述", "asserted"],
  planned: ["计划", "planned"],
  predicted: ["预计", "predicted"],
  negated: ["否认", "negated"],
  reported: ["传闻", "reported"],
  current: ["", ""],
  disputed: ["有争议", "disputed"],
  superseded: ["已被取代", "superseded"],
  about: ["这批新闻讲了什么", "What this news is about"],
  part: ["本页收录其中最重要的 {0} 个实体，其余见 kg serve。", "This page holds the {0} most important entities; kg serve has them all."],
  period: ["{0} 至 {1}", "{0} to {1}"],
  important: ["最重要的实体", "Most important"],
  groups: ["主要群组", "Main communities"],
  latest: ["最近的说法", "Latest statements"],
  nStatements: ["{0} 条关系", "{0} statements", "{0} statement"],
  groupSize: ["{0} 个实体", "{0} entities", "{0} entity"],
  articles: ["文章", "Articles"],
  mentions: ["提及", "Mentions"],
  statements: ["关系", "Statements"],
  entities: ["实体", "Entities"],
  focus: ["聚焦", "Focus"],
  expand: ["展开", "Expand"],
  collapse: ["收起", "Collapse"],
  findPath: ["找路径", "Find a path"],
  overview: ["全图", "Overview"],
  also: ["又称", "Also"],
  namesWhy: ["为何是同一个（{0}）", "why one ({0})"],
  names: ["名称与依据", "Names and why"],
  roles: ["职务", "Roles"],
  together: ["常一起出现", "Often named together"],
  together_n: ["共同出现在 {0} 篇文章", "together in {0} articles", "together in {0} article"],
  happened: ["时间线", "What happened"],
  nArticles: ["{0} 篇", "{0} articles", "{0} article"],
  timeline: ["时间分布", "Over time"],
  inArticles: ["出处", "Where it is named"],
  sentences: ["全部原句", "All sentences"],
  inText: ["原句", "Sentences"],
  seenIn: ["原文", "In the text"],
  more: ["再显示 {0} 条", "{0} more"],
  close: ["关闭", "Close"],
  cite: ["复制引文", "Copy citation"],
  copied: ["已复制", "Copied"],
  original: ["查看原文", "Open original"],
  saidBy: ["{0} 称", "according to {0}"],
  sure: ["可信度 {0}%", "confidence {0}%"],
  times: ["{0} 处", "{0} places", "{0} place"],
  noName: ["（无标题）", "(untitled)"],
  noSource: ["（无来源）", "(no source)"],
  noDate: ["无日期", "no date"],
  why_name: ["规范名称", "canonical name"],
  why_full: ["全称", "full name"],
  why_short: ["简称", "short name"],
  why_english: ["英文名", "English name"],
  why_abbreviation: ["缩写", "abbreviation"],
  why_stock: ["股票简称", "stock name"],
  why_former: ["曾用名", "former name"],
  why_code: ["代码", "code"],
  why_variant: ["异写", "variant"],
  why_other: ["别称", "other name"],
  fromLexicon: ["来自词表", "from the lexicon"],
  nothing: ["没有符合条件的内容，放宽筛选再看。", "Nothing passes the filters; loosen them."],
  noStatements: ["没有任何一句话说到它与别的实体的关系。", "No sentence relates it to another entity."],
  day: ["{0}：{1} 篇", "{0}: {1} articles"],
  week: ["{0} 起一周：{1} 篇", "week of {0}: {1} articles"],
  month: ["{0} 起一月：{1} 篇", "month of {0}: {1} articles"],
  perDay: ["每日文章数", "Articles a day"],
  perWeek: ["每周文章数", "Articles a week"],
  perMonth: ["每月文章数", "Articles a month"],
  from: ["从", "from"],
  to: ["到", "to"],
  clear: ["清除", "Clear"],
  pathFrom: ["从哪个实体", "From"],
  pathTo: ["到哪个实体", "To"],
  pathSearch: ["正在找路径…", "Looking for a path…"],
  pathNone: ["在当前筛选下，两者之间没有路径。", "No path between the two under these filters."],
  pathShort: ["最短路径", "Shortest path"],
  pathStrong: ["最有据的路径", "Strongest path"],
  steps: ["{0} 步", "{0} steps", "{0} step"],
  name: ["名称", "Name"],
  type: ["类型", "Type"],
  subject: ["主体", "Subject"],
  predicate: ["关系", "Predicate"],
  object: ["客体", "Object"],
  modality: ["语气", "Modality"],
  time: ["时间", "Time"],
  date: ["报道日期", "Reported"],
  source: ["来源", "Source"],
  filterRows: ["在表中筛选", "Filter rows"],
  rowsOf: ["{0}–{1}，共 {2}", "{0}–{1} of {2}"],
  earlier: ["上一页", "Previous"],
  later: ["下一页", "Next"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["看全", "Fit"],
  png: ["图片 PNG", "Picture, PNG"],
  svg: ["矢量图 SVG", "Drawing, SVG"],
  csv: ["关系表 CSV", "Statements, CSV"],
  graphml: ["网络 GraphML", "Network, GraphML"],
  turtle: ["RDF Turtle", "RDF Turtle"],
  print: ["打印", "Print"],
  canvas: ["知识图谱。方向键移到邻近实体，回车聚焦，Esc 返回，加减号缩放。",
    "Knowledge graph. Arrow keys move to a near entity, Enter focuses, Escape goes back, plus and minus zoom."],
  shown: ["显示 {0} 个实体、{1} 条连线", "{0} entities and {1} links shown"],
  hits: ["{0} 个结果", "{0} results"],
  noHits: ["没有找到", "Nothing found"],
  rest: ["另有 {0} 个相邻实体未显示", "{0} more neighbours not shown"],
  loading: ["正在打开…", "Opening…"],
  keys: ["快捷键", "Keys"],
  keySearch: ["搜索", "search"],
  keyMove: ["移到邻近实体", "to a near entity"],
  keyEnter: ["聚焦所选", "focus the selection"],
  keyBack: ["取消选择，再按回到全图", "unselect, then back to the overview"],
  keyZoom: ["缩放与看全", "zoom and fit"],
  keyView: ["图谱与表格", "graph and table"],
  reading: ["怎么看", "How to read it"],
  readClick: ["点实体看它的名称、关系与原句；点连线看每一句依据；双击实体聚焦。",
    "Click an entity for its names, statements and sentences; click a line for every sentence behind it; double-click to focus."],
};

let at = 0;

/** Choose a language: `zh` or `en`. */
export function speak(language) {
  at = language === "en" ? 1 : 0;
  document.documentElement.lang = at ? "en" : "zh-CN";
}

export function speaking() {
  return at ? "en" : "zh";
}

/** A phrase of the page, its {0}, {1} filled in. */
export function t(key, ...values) {
  const forms = WORDS[key] ?? [key, key];
  const phrase = (at && String(values[0]) === "1" && forms[2]) || forms[at];
  return phrase.replace(/\{(\d)\}/g, (_, index) => String(values[index]));
}

/** The label of a class or predicate row: [id, zh, en, …]. */
export function label(row) {
  return row[1 + at] || row[0];
}

/** How a predicate reads from its object. */
export function inverse(row) {
  return row[3 + at] || label(row);
}

export function number(value) {
  return value.toLocaleString(at ? "en" : "zh-CN");
}


