//! A photo made small on the phone. It is drawn anew, and so bare of the place and the device that the file tells.

use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap};

use super::dom::{document, window};
use super::error::PlatformError;
use super::microphone::bytes_of;

/// No photo weighs more, in bytes.
const MOST_BYTES: usize = 200_000;

/// The longest side and the quality of the tries, until one is small enough.
const TRIES: [(f64, f64); 6] = [(1600.0, 0.8), (1600.0, 0.6), (1280.0, 0.6), (1024.0, 0.5), (800.0, 0.5), (480.0, 0.4)];

/// The photo that a file field holds, as a JPEG of at most 200 kB; the field is emptied.
///
/// # Errors
/// When there is none, or it is no picture that this browser can read.
pub async fn small_photo(field: &str) -> Result<Vec<u8>, PlatformError> {
    let field = document()?.get_element_by_id(field).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let file = field.as_ref().and_then(|field| field.files()?.get(0));
    let (Some(field), Some(file)) = (field, file) else { return Err(PlatformError::missing("file")) };
    let small = shrink(&file).await.map_err(|error| PlatformError::from_js(&error));
    field.set_value("");
    small
}

async fn shrink(file: &File) -> Result<Vec<u8>, JsValue> {
    let window = window().map_err(|_| JsValue::NULL)?;
    let bitmap: ImageBitmap =
        JsFuture::from(window.create_image_bitmap_with_blob(file)?).await.map(JsValue::unchecked_into)?;
    let mut small = Vec::new();
    for (longest, quality) in TRIES {
        small = bytes_of(&drawn(&bitmap, longest, quality).await?).await?;
        if small.len() <= MOST_BYTES {
            break;
        }
    }
    bitmap.close();
    if small.len() > MOST_BYTES { Err("the picture stays too large".into()) } else { Ok(small) }
}

async fn drawn(bitmap: &ImageBitmap, longest: f64, quality: f64) -> Result<Blob, JsValue> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).max(1.0), (height * scale).max(1.0));
    let canvas = document().map_err(|_| JsValue::NULL)?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    // What shows through is white, as paper is; a JPEG would make it black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)?;
    let written = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let answer = if blob.is_null() { &reject } else { &resolve };
            let _ = answer.call1(&JsValue::NULL, &blob);
        });
        // The types know no quality without a form, and no form without a catch.
        let to_blob = Reflect::get(&canvas, &"toBlob".into()).unwrap_or_default();
        if let Some(to_blob) = to_blob.dyn_ref::<js_sys::Function>() {
            let _ = to_blob.call3(&canvas, &done, &"image/jpeg".into(), &quality.into());
        }
    });
    JsFuture::from(written).await.map(JsValue::unchecked_into)
}
