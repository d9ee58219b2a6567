/** Stands in texts and titles for the name of the person who is celebrated. */
export const NAME_PLACE = '{name}';
