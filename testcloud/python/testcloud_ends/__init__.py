"""The ends of the test cloud: what stands where a real cloud has machines, disks and wires."""
