import type { WebContents } from 'electron';
import { wireName, type EventName } from '../../shared/contract/callNames.ts';
import type { EventPayload } from '../../shared/contract/events.ts';

/** Tells a page something unasked; a page that has gone is not told. */
export function pushEvent<Name extends EventName>(
  page: WebContents,
  name: Name,
  payload: EventPayload<Name>,
): void {
  if (!page.isDestroyed()) page.send(wireName(name), payload);
}
