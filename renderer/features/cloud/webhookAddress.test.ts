import { expect, it } from 'vitest';
import { isListenAddress, isWebhookAddress } from './webhookAddress.ts';

it.each([
  ['https://example.com/did', true],
  ['https://example.com:8443/', true],
  ['http://example.com/did', false],
  ['https://localhost/did', false],
  ['https://127.0.0.1/did', false],
  ['https://[::1]/did', false],
  ['https://me:secret@example.com/', false],
  ['https://example.com/?key=1', false],
  ['https://example.com/#part', false],
  ['example.com/did', false],
  ['', false],
])('whether D-ID can call "%s": %s', (address, can) => {
  expect(isWebhookAddress(address)).toBe(can);
});

it.each([
  ['127.0.0.1:8123', true],
  ['localhost:0', true],
  ['[::1]:8123', true],
  ['127.0.0.1:65536', false],
  ['0.0.0.0:8123', false],
  ['example.com:80', false],
  ['8123', false],
  ['', false],
])('whether this computer can listen at "%s": %s', (address, can) => {
  expect(isListenAddress(address)).toBe(can);
});
