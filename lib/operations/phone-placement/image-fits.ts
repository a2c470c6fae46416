/** Images fit by label (cph.md §6.7); where either side names none, the cloud has the word. */
export const imageFits = (image: { label: string }, phoneModel: { imageLabel: string }): boolean =>
  image.label === '' || phoneModel.imageLabel === '' || image.label === phoneModel.imageLabel
