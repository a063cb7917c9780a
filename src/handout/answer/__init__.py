"""Look-ups by code, answered from an exported package: HL7 Infobutton's and MedlinePlus Connect's request forms."""
