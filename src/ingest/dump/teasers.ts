/** Words that head a list of other articles. The whole line must be such a heading. */
const HEADING =
  /^(?:(?:热门|热点|热文|今日|本周|本月|每日|最新|最热|精彩|精华|精选|编辑|小编|主编|网友|大家|更多|相关|为你|为您|猜你|你可能|您可能|您或许|延伸|拓展|扩展|往期|近期|其他|其它|推荐|智能|个性化|频道|本站|站内|全站|作者|同类|栏目|图文|图片|视频|新闻|文章|阅读|点击|浏览|评论|跟贴|跟帖|热搜|热评|热榜|热议|热词|24小时|48小时|一周|实时|頻道|相關|推薦|熱門|熱點|為你|為您|延伸|最新|更多|編輯|還|接下来|下一篇|看了|看过|也在看|也爱看)(?:[\u4e00-\u9fff]{0,3}(?:推荐|推薦|阅读|閱讀|新闻|新聞|文章|报道|報道|報導|资讯|資訊|内容|內容|链接|連結|热点|熱點|话题|話題|专题|視頻|视频|图片|图集|排行榜?|榜单?|回顾|回顧|喜欢|喜歡|在看|都在看|爱看|都爱看|感兴趣|感興趣|关注|精选|推送|消息|评论|热搜|热评|头条|看点|文章推荐|动态|作品|信息|列表|TOP\s?\d*|top\s?\d*)){1,2}|相关链接|热搜榜?|热推榜?|热榜|排行榜|猜你喜欢|大家都在看|为你推荐|延伸阅读|看了又看|热门标签|热词|往期精彩|更多精彩|精彩推荐|推荐|相关)$/i;

const ENGLISH_HEADING =
  /^(?:(?:related|recommended|suggested|popular|trending|latest|top|featured|similar|recent|other|more|further|must)\s(?:articles?|stories|story|news|posts?|content|links?|topics?|reads?|reading|videos?|coverage|headlines|picks|searches|now|today|for you|from .{2,40}|on .{2,40}|in .{2,40}|like this|top stories|to explore)|(?:related|recommended|trending|popular|sponsored|promoted)(?:\s(?:content|links|stories|posts))?|most (?:read|popular|viewed|shared|commented|recent|watched|emailed)(?:\s.{2,30})?|(?:you (?:may|might)|readers) also .{2,20}|also (?:read|on|in the news|of interest)(?:\s.{2,30})?|read (?:next|this next|also|more on .{2,30})|see also|what to read next|editor[’']?s[’']? (?:picks?|choice)|don[’']?t miss|around the web|from (?:the|around the) web|up next|next up|keep reading|in case you missed it)$/i;

const SEE_MORE = /(?:查看)?(?:更多|全部|MORE|换一换|刷新|\+)+[>》»+]*$/i;
const DECORATION = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const HEADING_LIMIT = 60;

/** A line that heads a list of unrelated articles: 热门推荐, 🔥 大家都在看, Related articles. */
export function isTeaserHeading(text: string): boolean {
  if (text.length > HEADING_LIMIT) return false;
  let core = text.replace(DECORATION, '');
  // A heading's own "more" link; a bare 更多 is a button, not a heading.
  const shorter = core.replace(SEE_MORE, '').replace(DECORATION, '');
  if (shorter !== '') core = shorter;
  if (core.length > 40) return false;
  if (/[\u4e00-\u9fff]/.test(core) ? core.length > 12 : core.split(/\s+/).length > 6) return false;
  if (/[。！，；]$/.test(text) || /^(?:more|top|latest|most|related|also|you|popular)$/i.test(core))
    return false;
  return HEADING.test(core) || ENGLISH_HEADING.test(core);
}
