import { countUnits, endsSentence } from './lines.ts';

/** Words of buttons, counters and menus. A line made of them alone belongs to the page, not to an article. */
const CONTROL =
  /^(?:发布|發佈|发表|发帖|发贴|转发微博|O?网页链接|发表评论|写留言|寫留言|留言|写评论|我要评论|我要跟帖|我要反馈|评论|評論|评价|回复|回覆|转发|轉發|转载|转评|赞|讚|点赞|點讚|大拇指|顶|踩|赏|打赏|喜欢|收藏|收藏本文|已收藏|举报|檢舉|投诉|反馈|分享|分享至|分享到|分享到?微[博信]|分享到朋友圈|分享给好友|转发到.{1,6}|分享至好友和朋友圈|朋友圈|微信|微博|新浪微博|腾讯微博|QQ|QQ空间|腾讯QQ|转播到.{1,6}|QQ好友|Qzone|微信好友|易信|领英分享|二维码|链接|复制链接|展开|展开全文|展开更多|收起|收起全文|全文|阅读全文|点击(?:(?:左|右)?[上下]方|[左右]下角|文末)?的?(?:查看|阅读|加载|展开)(?:更多|全文|原文|大图)?|查看(?:更多|全部|原文|详情|大图)|加载更多|点击加载更多|更多|返回|返回首页|返回顶部|返回列表|回到顶部|顶部|首页|主页|上一篇|下一篇|上一页|下一页|上一条|下一条|没有了|登录|登入|注册|註冊|一键登录|退出|搜索|搜尋|关注|關注|已关注|取消|取消关注|订阅|訂閱|确定|确认|關閉|关闭|关闭窗口|打印|打印本页|打印本稿|列印|字号|字体|字號|大中小|大|中|小|超大|标准|放大|缩小|放大字体|缩小字体|缩小字体放大字体|调整字体|正常|保存|下载|在看|朗读|听新闻|播放|暂停|自动播放|无障碍|无障碍说明|手机版|电脑版|网站地图|设为首页|加入收藏|联系我们|关于我们|版权声明|免责声明|隐私政策|服务协议|意见反馈|用户反馈|帮助中心|广告|广告服务|人才招聘|招聘信息|诚聘英才|法律声明|网站声明|客服中心|举报中心|友情链接|推广|赞助|阅读|阅读数|浏览|浏览量|浏览次数|点击|点击量|次阅读|人阅读|人参与|人评论|条评论|参与|跟贴|网友评论|最热评论|最新评论|热门评论|全部评论|暂无评论|刷新|换一换|扫码|扫一扫|扫一扫分享|扫码分享|用微信扫码二维码|用微信扫描二维码|不感兴趣|原创|置顶|推荐|已推荐|编辑|删除|菜单|导航|快速导航|繁体|简体|表情|匿名|昵称|验证码|share|share this|tweet|like|likes|comments?|reply|report|repost|retweet|follow|following|subscribe|sign ?(?:in|up)|log ?(?:in|out)|register|menu|search|home|print|email|e-mail|save|copy(?: link)?|read more|show more|load more|see more|view more|more|continue reading|close|open|back|back to top|top|next|previous|prev|advertisement|continue reading the main story|share this(?: page| story| article)?|ad|ads|sponsored|facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram|youtube|instagram|rss|skip to (?:main )?content|skip advertisement|listen|play|pause|watch|views?|min read|minutes? read|cookies?|accept(?: all)?|privacy(?: policy)?|terms(?: of (?:use|service))?|contact(?: us)?|about(?: us)?|help|faq|sitemap|newsletter|newsletters|donate)$/i;

const SEPARATORS = /[\s|｜丨/·•⋅>»›《》<()（）[\]【】,，:：、。.…!！?？~\-—_+*=&@×✕→←↑↓\p{Co}\ufffd]+/u;
const COUNTER =
  /^(?:\d[\d,.]*(?:万|w|k|m|亿)?\+?|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d)+|[a-z])$/iu;
/** What stands around a number that counts readers. */
const COUNTED =
  /^(?:条|人|次|篇|万|(?:条|人|次|篇)?(?:评论|参与|跟贴|跟帖|回复|赞|顶|踩|阅读|阅读数|浏览|转发|收藏|点击|推荐|关注|粉丝|文章|参与评论|网友评论|参与网友评论|次播放|次观看))$/;
const NUMBER = /\d[\d,.]*[万wk亿]?\+?/gi;

/** Rights, filing numbers and credits that every page ends in. */
const LEGAL =
  /(?:©|\(c\)\s*(?:19|20)\d{2}|^copyright\b|\bcopyright\s*(?:©|:|by\b|(?:19|20)\d{2})|all rights reserved|版权所有|版權所有|ICP[备证]|公网安备|许可证(?:编?号)?[:：]?\s*[\dA-Za-z京沪粤浙]|网信备|新出网证|违法和?不良信息|互联网新闻信息服务|(?:^|[|｜·•]\s*)(?:Powered|Produced) by)/i;

/** Whose a picture is, as it stands under pictures in the middle of a text. */
const MEDIA_CREDIT =
  /^(?:image|photo|picture|video|media|figure)s?\s*(?:copyright|credit|caption|source|by)\b/i;

const CREDIT =
  /^[[【（(〔]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|值班编辑|值班主任|本文编辑|网络编辑|网站编辑|校对|校對|审核|審核|审读|监制|监审|主编|总监制|统筹|排版|美编|制图|版式|流程编辑|编审|终审|初审|复审|Editors?|Edited by|Editing by|Reporting by|Reported by|Posted by|Published by)\s*[:：|｜/／]?\s*[^。！？]{0,40}[\]】）)〕]?$/i;
const CREDIT_NEEDS = /[:：|｜/／\s]|by\s/i;

/** Rights and disclaimers: notices at any length. */
const RIGHTS =
  /^(?:(?:免责|特别|郑重|版权|重要|严正)?(?:声明|申明)|(?:特别|郑重|重要)(?:提示|说明))(?:[:：]|$)|(?:未经(?:许可|授权|书面|允许|本[报网站])|转载请(?:注明|联系)|(?:不得|禁止|谢绝)转载|版权归.{0,12}所有|不代表.{0,12}(?:观点|立场)|并不意味着赞同|出于传递更多信息之目的|仅代表(?:该)?(?:作者|机构|个人)|如有侵权|侵权(?:请|必)|仅提供信息(?:存储|发布)|信息存储服务|our standards: |may not be (?:published|reproduced))/i;
/** Words of appeals that prose may use too: notices where the line is short or no sentence. */
const APPEAL =
  /(?:仅供参考|扫描?(?:下方|上方|左方|右方)?二维码|长按(?:识别)?二维码|点击(?:下方|上方)?(?:蓝字|关注)|欢迎(?:关注|订阅|扫描)|(?:下载|安装).{0,10}(?:客户端|APP)|关注.{0,12}公众号|投稿(?:邮箱|请)|(?:爆料|报料)(?:热线|电话|邮箱|平台|[:：])|(?:举报|客服|联系|服务)(?:电话|热线|邮箱)\s*[:：]|广告投放|商务合作|财富热线|sign up (?:for|to) (?:our|the)|subscribe to (?:our|the)|follow us on|download (?:our|the) app|this (?:story|article) (?:was|has been) (?:originally|updated))/i;
const APPEAL_UNITS = 30;

// Names between marks are never empty: else a run of marks could be parted in exponentially many ways.
const BREADCRUMB =
  /^(?:您?的?(?:当前|所在)?位置[:：]|你现在的位置|current location)|^(?:首页|主页|网站首页|home)?\s*[^\s>》›»]{1,12}(?:\s*[>›»][\s>›»]*[^\s>›»]{1,16}){0,5}\s*[>›»][\s>›»]*[^\s>›»]{0,16}$/i;
/** What a post's video or link is called where its text was copied: an icon's letter, the account, the kind. */
const POSTED_MEDIA = /^[A-Z]?\s?\S{1,24}的(?:微博视频|微博直播|秒拍视频|快拍)$/;
const POSTED_FROM = /^(?:发布于|發佈於|IP属地|来自|发表于)\s*[:：]?\s*\S{1,8}(?=\s|$)/;
const ORIGINAL_TITLE = /^[（(]?\s*(?:本文)?(?:原标题|原標題|原题为?|原題|标题)[:：《为]/;
const KEYWORDS = /^(?:文章|本文|新闻)?(?:关键[词字]|标签|Tags?|Labels?|Keywords|Filed under)\s*(?:[:：]|>>)/i;
const NEIGHBOUR = /^[【/]?(?:上一[篇条]|下一[篇条]|阅读下一篇|Previous|Next)\s*[:：】/》]/i;
const LINE_LIMIT = 240;

export type ChromeKind =
  | 'control'
  | 'legal'
  | 'credit'
  | 'notice'
  | 'breadcrumb'
  | 'neighbour'
  | 'original-title';

/**
 * What kind of page furniture a line is, or null for text. Found by what buttons, counters, credits and rights
 * say on any site; long lines never are, save for rights and notices.
 */
export function readChrome(text: string): ChromeKind | null {
  const head = text.slice(0, LINE_LIMIT);
  if (text.length <= 60 && (isControlLine(text) || POSTED_MEDIA.test(text))) return 'control';
  if (text.length <= 120 && BREADCRUMB.test(head) && /[>›»：:]/.test(head) && !/[。！？，]/.test(head))
    return 'breadcrumb';
  if (text.length <= 80 && CREDIT.test(head) && CREDIT_NEEDS.test(head)) return 'credit';
  if (ORIGINAL_TITLE.test(head) && text.length <= 160) return 'original-title';
  if (NEIGHBOUR.test(head) || (text.length <= 120 && KEYWORDS.test(head))) return 'neighbour';
  if (text.length <= 120 && MEDIA_CREDIT.test(head)) return 'control';
  if (text.length <= LINE_LIMIT && LEGAL.test(head)) return 'legal';
  if (text.length <= LINE_LIMIT && RIGHTS.test(head)) return 'notice';
  if (
    APPEAL.test(head) &&
    text.length <= LINE_LIMIT &&
    !(countUnits(text) >= APPEAL_UNITS && endsSentence(text))
  )
    return 'notice';
  return null;
}

/** Every word of the line is a control, a counter or an emoji, and at least one is no bare number. */
function isControlLine(text: string): boolean {
  if (CONTROL.test(text.replace(/[>»›：:]+$/, '').trim())) return true;
  const posted = POSTED_FROM.exec(text);
  const bar = posted === null ? text : text.slice(posted[0].length);
  const words = bar
    .replace(NUMBER, ' $& ')
    .split(SEPARATORS)
    .filter((word) => word !== '');
  let controls = posted === null ? 0 : 1;
  let counters = 0;
  let others = 0;
  for (const raw of words) {
    // An icon font leaves a letter behind the word.
    const word = raw.replace(/(?<=[\u4e00-\u9fff])[a-z]$/, '');
    if (CONTROL.test(word)) controls += 1;
    else if (COUNTER.test(word) || COUNTED.test(word)) counters += 1;
    else others += 1;
  }
  if (words.length === 0) return !/[\p{L}\p{N}]/u.test(text);
  // Bare numbers may head the parts of a story.
  if (others === 0) return controls > 0 || !words.every((word) => /^[\d.,]+$/.test(word));
  // A bar of buttons with one word that no list knows (收起全文c, a place, a site's own button).
  if (/[。！？，]/.test(text) || controls < 2) return false;
  return controls + counters >= others * 3 || (/[|｜丨]/.test(text) && controls >= others);
}
