import { request, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkWebhookAddress,
  listenForCalls,
  parseListenAddress,
  webhookIn,
  webhookOf,
  type WebhookListener,
} from './webhook.ts';

const code = (expected: string): Error => expect.objectContaining({ code: expected, kind: 'input' }) as Error;

describe('the public address', () => {
  it.each([
    ['https://public.example/path', 'https://public.example/path'],
    ['https://public.example/', 'https://public.example'],
    ['https://public.example:8443/a/b//', 'https://public.example:8443/a/b'],
  ])('%s is called', (address, used) => {
    expect(checkWebhookAddress(address)).toBe(used);
  });

  it.each([
    'http://public.example/path',
    'https://localhost/path',
    'https://127.0.0.1/path',
    'https://[::1]/path',
    'https://a:b@public.example/path',
    'https://public.example/?a=1',
    'https://public.example/#a',
    `https://public.example/${'a'.repeat(500)}`,
    'public.example',
    '',
  ])('%j is refused', (address) => {
    expect(() => checkWebhookAddress(address)).toThrow(code('did-webhook-address'));
  });

  it('has a part that nobody guesses, another one for each job', () => {
    const all = Array.from({ length: 100 }, () => webhookOf('https://public.example/path/'));
    for (const webhook of all) expect(webhook).toMatch(/^https:\/\/public\.example\/path\/[0-9a-f]{32}$/);
    expect(new Set(all).size).toBe(100);
    expect(webhookIn(JSON.stringify({ webhook: all[0] }))).toBe(all[0]);
    expect(webhookIn('{}')).toBeNull();
  });
});

describe('the place to listen', () => {
  it.each([
    ['127.0.0.1:8123', { host: '127.0.0.1', port: 8123 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:65535', { host: '::1', port: 65_535 }],
  ])('%s is on this computer', (text, at) => {
    expect(parseListenAddress(text)).toEqual(at);
  });

  it.each([
    '0.0.0.0:8123',
    '192.168.1.2:80',
    '[::]:80',
    'example.org:80',
    '127.0.0.1',
    ':80',
    '127.0.0.1:65536',
    '',
  ])('%j is not', (text) => {
    expect(() => parseListenAddress(text)).toThrow(code('did-webhook-listen'));
  });
});

describe('the listener', () => {
  const TOKEN = '0123456789abcdef0123456789abcdef';
  const PATH = `/path/${TOKEN}`;
  let listener: WebhookListener;
  beforeEach(async () => {
    listener = await listenForCalls(`https://public.example${PATH}`, { host: '127.0.0.1', port: 0 });
  });
  afterEach(() => listener.close());

  /** @returns the status; null when the connection was closed without one */
  const send = (options: RequestOptions, body: Buffer | null = Buffer.from('{}')): Promise<number | null> =>
    new Promise((resolve) => {
      const [host, port] = listener.address.split(':');
      const sent = request({ host, port, method: 'POST', path: PATH, ...options }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? null);
      });
      sent.on('error', () => resolve(null));
      sent.end(body);
    });

  it('hears a call to its path, also where only the last part of it is left', async () => {
    for (const path of [PATH, `/${TOKEN}`]) {
      const called = listener.nextCall();
      expect(called.aborted).toBe(false);
      expect(await send({ path })).toBe(200);
      expect(called.aborted).toBe(true);
    }
  });

  it('needs no body, and does not read what is in one', async () => {
    for (const body of [null, Buffer.alloc(0), Buffer.from('not JSON'), Buffer.alloc(64 * 1024, 0xff)]) {
      const called = listener.nextCall();
      expect(await send({}, body)).toBe(200);
      expect(called.aborted).toBe(true);
    }
  });

  it('hears nothing else', async () => {
    const called = listener.nextCall();
    for (const method of ['GET', 'PUT', 'HEAD', 'OPTIONS', 'DELETE'])
      expect(await send({ method })).toBe(404);
    for (const path of [
      '/',
      '/path',
      '/path/',
      `/path/${'f'.repeat(32)}`,
      `${PATH}/`,
      `${PATH}?a=1`,
      `/other/${TOKEN}`,
      `/path/${TOKEN.toUpperCase()}`,
      `/path/../path/${TOKEN}`,
    ])
      expect(await send({ path }), path).toBe(404);
    expect(called.aborted).toBe(false);
  });

  it('takes no large body, whether its size is told or not', async () => {
    const called = listener.nextCall();
    const large = Buffer.alloc(64 * 1024 + 1);
    expect(await send({}, large)).not.toBe(200);
    expect(await send({ headers: { 'transfer-encoding': 'chunked' } }, large)).not.toBe(200);
    expect(await send({ headers: { 'x-large': 'a'.repeat(20_000) } })).toBe(431);
    expect(called.aborted).toBe(false);
    expect(await send({})).toBe(200);
  });

  it('does not take a call for one before it is whole', async () => {
    const called = listener.nextCall();
    const [host = '', port] = listener.address.split(':');
    const socket = connect(Number(port), host);
    socket.on('error', () => undefined);
    socket.write(`POST ${PATH} HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(called.aborted).toBe(false);
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(called.aborted).toBe(false);
    expect(await send({})).toBe(200);
  });

  it('is gone when it is closed, with all connections, and may be closed again', async () => {
    const [host = '', port] = listener.address.split(':');
    const socket = connect(Number(port), host);
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    const hasEnded = new Promise((resolve) => socket.once('close', resolve));
    await listener.close();
    await hasEnded;
    expect(await send({})).toBeNull();
    await listener.close();
  });

  it('says so when its port is taken', async () => {
    const port = Number(listener.address.split(':')[1]);
    await expect(
      listenForCalls(`https://public.example${PATH}`, { host: '127.0.0.1', port }),
    ).rejects.toMatchObject({ code: 'did-webhook-port', kind: 'missing' });
  });
});
