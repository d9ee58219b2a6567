/** The page on a studio in memory: for tests of screens in a real browser. Not part of the program. */
import { createFakeStudio, type FakeStudio } from './api/fakeStudio.ts';
import { showStudio } from './showStudio.tsx';

declare global {
  interface Window {
    /** The studio behind the page, for the test to lead. */
    fake: FakeStudio;
  }
}

window.fake = createFakeStudio();
await showStudio(window.fake.studio);
