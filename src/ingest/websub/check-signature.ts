import { createHmac, timingSafeEqual } from 'node:crypto';

/** https://www.w3.org/TR/websub/#recognized-algorithm-names; most hubs still sign with the first. */
const SIGNATURE = /^(sha1|sha256|sha384|sha512)=([\da-f]{40,128})$/i;

/**
 * Whether a body is signed as its `X-Hub-Signature` says, by whoever knows the secret. The body is not held; where the header can't
 * be right, it is not read.
 */
export async function isSigned(
  body: AsyncIterable<Uint8Array>,
  { signature, secret }: { signature: string | null; secret: string },
): Promise<boolean> {
  const [, method, given] = SIGNATURE.exec(signature?.trim() ?? '') ?? [];
  if (method === undefined || given === undefined) return false;
  const hmac = createHmac(method.toLowerCase(), secret);
  for await (const piece of body) hmac.update(piece);
  const expected = hmac.digest();
  const claimed = Buffer.from(given, 'hex');
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}
