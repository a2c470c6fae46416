export type PhoneImage = {
  id: string
  name: string
  osName: string
  label: string
  isPublic: boolean
  synthetic: string[]
}

const publicImage = (id: string, osName: string, label: string, synthetic: string[] = []): PhoneImage => ({
  id,
  name: `${osName}-${label}`,
  osName,
  label,
  isPublic: true,
  synthetic: ['name', ...synthetic],
})

export const phoneImages: PhoneImage[] = [
  publicImage('20032120200330a20b000eae5b8c01e6', 'AOSP7.1.1', 'cloud_phone'),
  publicImage('be4d231e44d2a4ccf612660a473fe1e3', 'AOSP7.0.0', 'qemu_phone'),
  publicImage('20032420200401a60b0003a99684b8ea', 'AOSP7.1.1', 'cloud_game'),
  publicImage('20060220200717f201120a2300000e91', 'AOSP7.1.1', 'cloud_phone_1620', ['osName']),
  publicImage('23080220230912e203221b21000004ce', 'AOSP9', 'cloud_phone', ['osName', 'label']),
  publicImage('23100120231110f004101b21000004c5', 'AOSP9', 'cloud_phone_1620', ['osName', 'label']),
  publicImage('23100120231110e003101b2100000cab', 'AOSP9', 'cloud_game_1620', ['label']),
  publicImage('24110020241130d006101e2100000e18', 'AOSP11', 'cloud_phone', ['label']),
  {
    id: '25010020250115c0010a0e2100000f01',
    name: 'team-build-42',
    osName: 'AOSP11',
    label: 'cloud_phone',
    isPublic: false,
    synthetic: ['id', 'name', 'osName', 'label'],
  },
]

export const phoneImageWith = (id: string): PhoneImage | undefined => phoneImages.find((image) => image.id === id)
