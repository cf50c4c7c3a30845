export interface Click {
  readonly client: string;
  readonly link: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface Bursts {
  /** Remembers the click; tells whether its client opens one link after the other. */
  isOne(click: Click): boolean;
}

const WINDOW = 10_000;
/** Different links within the window; a family behind one router may open two or three. */
const MANY = 4;
/** Clients remembered at a time: some MB at most, whatever is sent here. */
const MOST_CLIENTS = 10_000;

/** In this process alone: with several, each sees its share, and a burst shows a little later. */
export function createBursts(): Bursts {
  const clients = new Map<string, Map<string, number>>();
  return {
    isOne: ({ client, link, now }) => {
      const links = clients.get(client) ?? new Map<string, number>();
      for (const [each, at] of links) if (now - at > WINDOW) links.delete(each);
      if (links.size < MANY) links.set(link, now);
      // The client seen last stands last, so that the first one is the one to forget.
      clients.delete(client);
      clients.set(client, links);
      const [oldest] = clients.keys();
      if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
      return links.size >= MANY;
    },
  };
}
