// What the simulated cloud sells. It never changes: what changes is what happens to a purchase.

export const vpcId = '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11'
export const subnetId = 'c2a4b6d8-7e90-4f12-8a34-5b6c7d8e9f01'
export const imageId = '23080220230912e203221b21000004ce'
export const serverModel = 'physical.kg1.4xlarge.cp'
export const phoneModel = 'kg1.cp.c60'
export const phones = 60

/** Answers to the questions that any purchase begins with, by the end of their path. */
export const catalogue: Record<string, unknown> = {
  '/cloud-phone/server-models': {
    server_models: [
      {
        server_model_name: serverModel,
        server_type: 'Hi1620',
        cpu: 128,
        memory: 512,
        product_type: 0,
        disk_max_num: 8,
      },
    ],
  },
  '/cloud-phone/phone-models': {
    phone_models: [
      {
        phone_model_name: phoneModel,
        server_model_name: serverModel,
        status: 1,
        cpu: 4,
        memory: 6144,
        disk: 0,
        resolution: '720x1280',
        phone_capacity: phones,
        image_label: 'cloud_phone',
        product_type: 0,
        phone_model_version: 1,
      },
    ],
  },
  '/cloud-phone/phone-images': {
    phone_images: [
      { image_id: imageId, image_name: 'AOSP9', os_name: 'AOSP9', is_public: 1, image_label: 'cloud_phone' },
    ],
  },
  '/vpc/vpcs': { vpcs: [{ id: vpcId, name: 'vpc-live', cidr: '192.168.0.0/16', status: 'ACTIVE' }], page_info: {} },
  '/subnets': {
    subnets: [
      {
        id: subnetId,
        name: 'subnet-live',
        vpc_id: vpcId,
        cidr: '192.168.0.0/20',
        status: 'ACTIVE',
        ipv6_enable: false,
        available_ip_address_count: 4000,
      },
    ],
  },
}
