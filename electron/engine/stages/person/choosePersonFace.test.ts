import { describe, expect, it } from 'vitest';
import type { Box } from '../../runtime/image.ts';
import { choosePersonFace, faceOfPerson, personOfFace } from './choosePersonFace.ts';

const PHOTO = '/photos/family.jpg';
const person = (...box: Box): { box: Box } => ({ box });
const face = person;

/** Shoulder to shoulder: each reaches into the other's box. */
const mother = person(100, 100, 300, 600);
const father = person(320, 60, 340, 640);
const motherFace = face(210, 140, 90, 110);
const fatherFace = face(430, 100, 100, 120);
/** Before the father, whole in his box. */
const child = person(420, 380, 160, 320);
const childFace = face(470, 400, 60, 72);

describe('personOfFace', () => {
  it('is the person around the face', () => {
    expect(personOfFace([mother, father], motherFace)).toBe(mother);
    expect(personOfFace([mother, father], fatherFace)).toBe(father);
  });

  it('is the one whose head it should be, where boxes overlap', () => {
    const leaning = face(330, 130, 90, 110);
    expect(personOfFace([mother, father], leaning)).toBe(mother);
    expect(personOfFace([father, mother, child], childFace)).toBe(child);
    expect(personOfFace([father, mother, child], fatherFace)).toBe(father);
  });

  it('is nobody where no person was found', () => {
    expect(personOfFace([mother], face(900, 100, 50, 60))).toBeNull();
    expect(personOfFace([], motherFace)).toBeNull();
  });
});

describe('faceOfPerson', () => {
  it('is the largest of their own faces: a picture on a shirt is smaller', () => {
    const shirt = face(230, 400, 40, 50);
    expect(faceOfPerson([mother, father], [shirt, motherFace, fatherFace], mother)).toBe(motherFace);
    expect(faceOfPerson([mother, father], [fatherFace], mother)).toBeNull();
  });
});

describe('choosePersonFace', () => {
  const persons = [father, mother, child];
  const faces = [fatherFace, motherFace, childFace];

  it('finds each person by their number', () => {
    expect(persons.map((_, index) => choosePersonFace(persons, faces, index, PHOTO))).toEqual([
      fatherFace,
      motherFace,
      childFace,
    ]);
  });

  it('says that there is nobody', () => {
    expect(() => choosePersonFace([], faces, 0, PHOTO)).toThrow(`No person was found in ${PHOTO}.`);
  });

  it('says how many there are', () => {
    expect(() => choosePersonFace(persons, faces, 3, PHOTO)).toThrow(
      `${PHOTO} shows 3 persons, so there is no person number 3.`,
    );
    expect(() => choosePersonFace([father], faces, 1, PHOTO)).toThrow(
      `${PHOTO} shows one person, so there is no person number 1.`,
    );
    for (const wrong of [-1, 0.5])
      expect(() => choosePersonFace(persons, faces, wrong, PHOTO)).toThrow('there is no person number');
  });

  it('says that a person shows no face', () => {
    expect(() => choosePersonFace(persons, [fatherFace], 1, PHOTO)).toThrow(
      `Person number 1 in ${PHOTO} shows no face.`,
    );
    expect(() => choosePersonFace(persons, [fatherFace], 1, PHOTO)).toThrow(
      expect.objectContaining({ kind: 'input', code: 'photo-person-no-face' }),
    );
  });
});
