import type { IncomingMessage } from 'node:http';

const LARGEST_BODY = 20_000_000;

/** The parameters of a call: from the query and from a JSON, form or multipart body; null where they can't be read. */
export async function readRequest(
  request: IncomingMessage,
  url: URL,
): Promise<Record<string, unknown> | null> {
  const parameters: Record<string, unknown> = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  if (body === null) return null;
  if (body.length === 0) return parameters;
  const type = request.headers['content-type'] ?? '';
  try {
    if (type.startsWith('application/json')) {
      const json: unknown = JSON.parse(body.toString('utf8'));
      if (json === null || typeof json !== 'object' || Array.isArray(json)) return null;
      return { ...parameters, ...json };
    }
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) parameters[name] = typeof value === 'string' ? value : value.name;
    return parameters;
  } catch {
    return null;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
