import sharp from 'sharp';

/** Widths of the persons against the first one's: a group has nearer and farther people. */
const SIZES = [1, 0.8, 0.65] as const;

/** Puts a portrait beside itself, smaller and mirrored: a photo with three faces. */
export async function writeGroupPhoto(portrait: string, file: string): Promise<void> {
  const { width, height } = await sharp(portrait).metadata();
  const persons = await Promise.all(
    SIZES.map((size, i) =>
      sharp(portrait)
        .resize(Math.round(width * size), Math.round(height * size))
        .flop(i % 2 === 1)
        .toBuffer(),
    ),
  );
  const lefts = SIZES.map((_, i) =>
    Math.round(width * SIZES.slice(0, i).reduce((sum, size) => sum + size, 0)),
  );
  await sharp({
    create: {
      width: Math.round(width * SIZES.reduce((sum, size) => sum + size, 0)) + SIZES.length,
      height,
      channels: 3,
      background: '#808890',
    },
  })
    .composite(
      persons.map((input, i) => ({ input, left: lefts[i], top: height - Math.round(height * SIZES[i]) })),
    )
    .jpeg({ quality: 92 })
    .toFile(file);
}
