/**
 * What Discord reads as more than text wherever it stands: marks of its Markdown, `<` of mentions, times, emoji and
 * commands, `:` of addresses and emoji names, the point of an invitation's host, which needs no scheme to be live.
 * A backslash before it shows it as it is and does nothing else (before a letter it would be shown itself).
 */
const ACTIVE = /[\\*_`~|[\]<>]|:(?!\s)|(?<=discord(?:app)?)\./gi;
/** What begins a heading, small text or an item of a list; in any run, since a line may begin with it. */
const LINE_START = /(?<=^|\n)([^\S\n]*)(?:([-+#])|(\d+)([.)])(?=\s|$))/g;
/** A backslash does not stop these from pinging, so that a space of no width parts them as in other clients' libraries. */
const EVERYONE = /@(?=everyone|here)/gi;

/** A text of which Discord shows every character and makes nothing live (https://docs.discord.com/developers/reference#message-formatting). */
export function escapeMarkdown(text: string): string {
  return text
    .replace(ACTIVE, '\\$&')
    .replace(LINE_START, (_, indent: string, mark: string | undefined, digits: string, point: string) =>
      mark === undefined ? `${indent}${digits}\\${point}` : `${indent}\\${mark}`,
    )
    .replace(EVERYONE, '@\u200B');
}

/** A link's text is never cut; a longer one stands beside its link. */
const LONGEST_LABEL = 250;
/** Backslashes do not work in a link's text: they are shown, so that nothing may stand there that needs one. */
const NO_LABEL =
  /[\\*_`[\]<>\p{Cf}\p{Zl}\p{Zp}]|~~|\|\||@(?:everyone|here)|:[^\s:]{1,64}:|:[^\s:]*$|^\s*(?:#{1,3}\s|[-+]\s|-#|\d+[.)](?:\s|$))/iu;
/** An address, or what a reader takes for one; wider than hosts are, since the text then only stands beside the link. */
const LOOKS_LIKE_ADDRESS = /:\/\/|\bwww\.|[\p{L}\p{N}]\.(?:\p{L}|xn--)[\p{L}\p{N}-]/iu;

/**
 * Whether a text can be that of a link: Discord shows the whole link as plain text where there is an address in it
 * (https://github.com/discord/discord-api-docs/issues/7721), and a link hidden behind another address deceives.
 */
export function canBeLinkText(text: string): boolean {
  return (
    text.length <= LONGEST_LABEL &&
    /[\p{L}\p{N}]/u.test(text) &&
    !NO_LABEL.test(text) &&
    !LOOKS_LIKE_ADDRESS.test(text)
  );
}
