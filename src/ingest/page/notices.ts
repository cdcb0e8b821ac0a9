/**
 * What sites say to their readers inside an article: to subscribe, to read on elsewhere, how links are paid for.
 * Chinese ones are in dump/chrome.ts. German and French stand here as English pages quote and share their templates.
 */
const NOTICE =
  /^(?:(?:you (?:may|might) (?:also )?(?:like|enjoy)|see also|read also|also read|related(?: (?:articles?|stories|posts?|news|content|links|topics|coverage|reading))?|recommended(?: for you| reading)?|more (?:on|from|about|stories)\b.{0,40}|more great .{0,20}stories|don['’]t miss|further reading|weiterlesen|zum weiterlesen|lesen sie (?:auch|mehr)\b.{0,60}|mehr (?:zum thema|aus|zu|dazu)\b.{0,30}|weitere (?:themen|artikel|beiträge|links)|das könnte (?:sie|dich|ihnen|dir) auch.{0,20}|vous aimerez aussi|à lire aussi.{0,80}|lire aussi.{0,80}|sur le même sujet|zobacz także|czytaj (?:także|też).{0,60}|te puede interesar|lea (?:también|además).{0,80}|ver también|leia (?:também|mais).{0,60}|leggi anche.{0,80}|leer más.{0,40}|lue myös.{0,60}|read (?:more|next|on|the full story)|read:.{0,120}|watch:.{0,120}|more:.{0,120}|related:.{0,120}|advertisement|anzeige|werbung|reklama|publicité|publicidad|video|loading\.*|share this\b.{0,30}|teilen|tags?:.{0,200}|filed under.{0,100}|über den autor|about the author|caption|source:.{0,60}|updated:.{0,40}|last updated:.{0,60}|published:?\s.{0,60}|skip .{0,40}|click here\b.{0,80}|(?:hide|show) caption|enlarge this image|story continues below.{0,40}|article continues .{0,40}|continue reading.{0,40})[\s:.!…>»→]*)$/i;
const APPEAL =
  /(?:\bnewsletters?\b.{0,80}(?:sign|subscrib|inbox|delivered|join|abonn|anmeld)|(?:sign ?up|subscrib\w*|join|abonn\w*|anmelden).{0,60}\bnewsletters?\b|subscribe (?:now|today|here|to)\b|subscribe for .{0,40}|(?:like|follow|find|join) (?:us|me|him|her|them) on (?:twitter|facebook|instagram|youtube|linkedin|telegram)|follow .{2,60} on (?:twitter|facebook|instagram)|(?:earn|receive|get) (?:an? )?(?:affiliate |small )?commission|affiliate (?:links?|commission|partner)|have a (?:news )?tip\?|may be reached at \S+@|download (?:the|our) .{0,30}\bapps?\b|(?:download|get) the .{2,30} apps? (?:for|on)|this material may not be published|all rights reserved|for the latest .{0,40}(?:updates|news).{0,60}(?:download|follow|subscribe)|sign in to (?:comment|continue)|log in to (?:comment|continue)|leave a (?:comment|reply)|gib deine e-mail-adresse ein|(?:your|deine|ihre) (?:e-?mail|email)[- ]?(?:address|adresse) (?:will|wird)|war der artikel nützlich|möchten sie den artikel teilen|was this (?:article|page) helpful|support (?:our|independent) journalism|become a (?:member|subscriber|patron)|canal de telegram|нажмите ctrl ?\+ ?enter|press ctrl ?\+ ?enter)/i;
const LONGEST_APPEAL = 320;

export function isNotice(text: string): boolean {
  const head = text.slice(0, LONGEST_APPEAL + 1);
  if (head.length <= 200 && NOTICE.test(head.trim())) return true;
  return head.length <= LONGEST_APPEAL && APPEAL.test(head);
}
