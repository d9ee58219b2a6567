import { emptyLandscape, plainFile, SAMPLE_PHOTO, SAMPLE_VOICE, twoPeople } from '../fixtures/materials.ts';
import { dropFile, expect, makeButton, photoCard, test, voiceCard } from '../fixtures/studioTest.ts';

test('files that are of no use are refused with a sentence that names them', async ({ studio }) => {
  const { page, files } = studio;
  const photoAlert = photoCard(page).getByRole('alert');

  await dropFile(page, photoCard(page), plainFile(files, 'notes.txt', 'not a picture'));
  await expect(photoAlert).toContainText(
    'notes.txt is a .txt file, which is not a picture this program reads.',
  );
  await expect(photoAlert).toContainText('Use JPEG, PNG, WebP, AVIF, TIFF or GIF.');

  await dropFile(page, photoCard(page), plainFile(files, 'broken.jpg', 'this is not a JPEG'));
  await expect(photoAlert).toContainText('broken.jpg');
  await dropFile(page, photoCard(page), plainFile(files, 'empty.png', ''));
  await expect(photoAlert).toContainText('empty.png is empty.');

  await dropFile(page, voiceCard(page), SAMPLE_PHOTO);
  await expect(voiceCard(page).getByRole('alert')).toContainText(
    'photo.jpg is a .jpg file, which is not a sound',
  );
  await dropFile(page, voiceCard(page), plainFile(files, 'broken.wav', 'RIFF but nothing else'));
  await expect(voiceCard(page).getByRole('alert')).toContainText('broken.wav');
  await expect(makeButton(page)).toBeDisabled();
});

test('a bad file does not push out the good one before it', async ({ studio }) => {
  const { page, files } = studio;
  await dropFile(page, photoCard(page), SAMPLE_PHOTO);
  await expect(photoCard(page)).toContainText('One face found');
  await dropFile(page, photoCard(page), plainFile(files, 'notes.txt', 'not a picture'));
  await expect(photoCard(page).getByRole('alert')).toContainText('notes.txt');
  await expect(photoCard(page)).toContainText('One face found');
});

test('a photo without a face is said so, and no video can be made of it', async ({ studio }) => {
  const { page, files } = studio;
  await dropFile(page, photoCard(page), await emptyLandscape(files));
  await dropFile(page, voiceCard(page), SAMPLE_VOICE);
  await expect(photoCard(page).getByRole('alert')).toContainText('There is no face in this photo.');
  await expect(page.getByText('The photo needs a face.')).toBeVisible();
  await expect(makeButton(page)).toBeDisabled();
});

test('with several faces the speaker can be chosen', async ({ studio }) => {
  const { page, files } = studio;
  await dropFile(page, photoCard(page), await twoPeople(files));
  const faces = page.getByRole('radio', { name: /^Face \d$/ });
  await expect(faces).toHaveCount(2);
  await expect(faces.first()).toBeChecked();
  await faces.last().check({ force: true });
  await expect(faces.last()).toBeChecked();
});
