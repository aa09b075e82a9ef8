//! The microphone: a recording in pieces, and how loud it is.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AnalyserNode, AudioContext, Blob, BlobEvent, Event, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamConstraints, MediaStreamTrack, RecordingState,
};

use super::dom::window;
use super::error::PlatformError;

/// How long a piece is, in milliseconds: with the time that storing one takes, a kill loses no more than a second.
const PIECE_MS: i32 = 800;

/// Speech is understood at this rate, and ten seconds of it stay below 12 kB, the wrapping included.
const BITS_PER_SECOND: u32 = 6_000;

/// The forms of recordings, the smallest first.
const FORMS: [&str; 3] = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

/// A recording that goes on until it is ended or dropped.
pub struct Recording {
    recorder: MediaRecorder,
    stream: MediaStream,
    ear: Option<(AudioContext, AnalyserNode)>,
    pieces: Rc<RefCell<VecDeque<Blob>>>,
    stopped: Rc<Cell<bool>>,
    _on_piece: Closure<dyn FnMut(BlobEvent)>,
    _on_stop: Closure<dyn FnMut(Event)>,
}

impl Recording {
    /// Asks for the microphone and begins.
    ///
    /// # Errors
    /// When there is none, the person refuses it, or the browser can't record.
    pub async fn begin() -> Result<Self, PlatformError> {
        let stream = open().await?;
        Self::of(stream).map_err(|error| PlatformError::from_js(&error))
    }

    fn of(stream: MediaStream) -> Result<Self, JsValue> {
        let options = MediaRecorderOptions::new();
        options.set_audio_bits_per_second(BITS_PER_SECOND);
        if let Some(form) = FORMS.into_iter().find(|form| MediaRecorder::is_type_supported(form)) {
            options.set_mime_type(form);
        }
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)?;
        let (pieces, stopped) = (Rc::new(RefCell::new(VecDeque::new())), Rc::new(Cell::new(false)));
        let on_piece = {
            let pieces = Rc::clone(&pieces);
            Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
                pieces.borrow_mut().extend(event.data().filter(|piece| piece.size() > 0.0));
            })
        };
        let on_stop = {
            let stopped = Rc::clone(&stopped);
            Closure::<dyn FnMut(Event)>::new(move |_| stopped.set(true))
        };
        recorder.set_ondataavailable(Some(on_piece.as_ref().unchecked_ref()));
        recorder.set_onstop(Some(on_stop.as_ref().unchecked_ref()));
        recorder.start_with_time_slice(PIECE_MS)?;
        let ear = listen(&stream).ok();
        Ok(Self { recorder, stream, ear, pieces, stopped, _on_piece: on_piece, _on_stop: on_stop })
    }

    /// The media type, without its parameters.
    pub fn media_type(&self) -> String {
        self.recorder.mime_type().split(';').next().unwrap_or_default().to_owned()
    }

    /// How loud it is, from 0 to 100.
    pub fn level(&self) -> u8 {
        let Some((_, analyser)) = &self.ear else { return 0 };
        let mut wave = [128; 256];
        analyser.get_byte_time_domain_data(&mut wave);
        let loudest = wave.iter().map(|sample| sample.abs_diff(128)).max().unwrap_or(0);
        (u32::from(loudest) * 100 / 128).min(100) as u8
    }

    /// The next piece, where one is ready.
    pub async fn piece(&self) -> Option<Vec<u8>> {
        let piece = self.pieces.borrow_mut().pop_front()?;
        bytes_of(&piece).await.ok()
    }

    /// Says whether the last piece has come.
    pub fn has_ended(&self) -> bool {
        self.stopped.get() && self.pieces.borrow().is_empty()
    }

    /// Ends the recording; its last piece comes soon.
    pub fn end(&self) {
        if self.recorder.state() == RecordingState::Inactive {
            self.stopped.set(true);
        } else {
            let _ = self.recorder.stop();
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.recorder.set_ondataavailable(None);
        self.recorder.set_onstop(None);
        // The phone shows that the microphone is on until the last track is stopped.
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        if let Some((context, _)) = &self.ear {
            let _ = context.close();
        }
    }
}

async fn open() -> Result<MediaStream, PlatformError> {
    let window = window()?;
    if !Reflect::has(&window, &"MediaRecorder".into()).unwrap_or(false) {
        return Err(PlatformError::missing("MediaRecorder"));
    }
    let from_js = |error: JsValue| PlatformError::from_js(&error);
    let wanted = Object::new();
    for (name, value) in
        [("channelCount", JsValue::from(1)), ("noiseSuppression", JsValue::TRUE), ("autoGainControl", JsValue::TRUE)]
    {
        Reflect::set(&wanted, &name.into(), &value).map_err(from_js)?;
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio(&wanted);
    let devices = window.navigator().media_devices().map_err(from_js)?;
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(from_js)?;
    JsFuture::from(asked).await.map(JsValue::unchecked_into).map_err(from_js)
}

fn listen(stream: &MediaStream) -> Result<(AudioContext, AnalyserNode), JsValue> {
    let context = AudioContext::new()?;
    let analyser = context.create_analyser()?;
    analyser.set_fft_size(256);
    context.create_media_stream_source(stream)?.connect_with_audio_node(&analyser)?;
    Ok((context, analyser))
}

/// The bytes of a blob.
pub(super) async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?).to_vec())
}

/// An address in this page for some bytes of a media type.
pub fn address_of(bytes: &[u8], media_type: &str) -> Option<String> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}
