export interface WebRequest {
  /** As it came: not decoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** By its name in lower case; null where it is not there. */
  header(name: string): string | null;
  /** As it comes. Reading it throws past what the route takes: let that through, the server answers it. */
  body: AsyncIterable<Uint8Array>;
}

export interface WebAnswer {
  status: number;
  /** The media type of the body; plain text where it is left out. */
  type?: string;
  body?: string;
}

/** What answers the requests of a method (GET also those of HEAD) for a path, or for each path that it says is its own. */
export interface Route {
  method: 'GET' | 'POST';
  path: string | ((path: string) => boolean);
  /** Bytes; none where it is left out. */
  longestBody?: number;
  handle(request: WebRequest): Promise<WebAnswer>;
}
